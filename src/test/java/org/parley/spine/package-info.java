/** A journal, its store and what hangs on them, put together for tests without a server around them. */
@NullMarked
package org.parley.spine;

import org.jspecify.annotations.NullMarked;
