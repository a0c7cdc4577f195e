/**
 * What nodes tell each other of what is not in the log, as {@link org.parley.log.Bulletins}: who is online and who
 * types, read marks, sessions that ended. How bulletins travel is in {@code cluster}.
 */
@NullMarked
package org.parley.nodes;

import org.jspecify.annotations.NullMarked;
