package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * The journal's own request to read what others committed.
 *
 * @param ring what one of them told of it; null to look anyway
 */
record Look(@Nullable Ring ring) implements Request {}
