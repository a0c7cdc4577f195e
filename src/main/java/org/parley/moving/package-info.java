/**
 * Moves an installation between databases, row by row over JDBC: {@code copy} to go on elsewhere, {@code backup} from
 * one that may be at work, {@code restore}. A backup is a file of SQLite with the same tables, so that all three are
 * the same {@link org.parley.moving.Copy} between other places.
 */
@NullMarked
package org.parley.moving;

import org.jspecify.annotations.NullMarked;
