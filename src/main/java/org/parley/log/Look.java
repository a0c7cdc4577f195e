package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * The journal's own request to read what others committed.
 *
 * @param head how far the log is said to have come; null to look anyway
 */
record Look(@Nullable Cursor head) implements Request {}
