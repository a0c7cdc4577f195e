/**
 * Where everything is kept: the ports of {@code log}, {@code chat} and {@code identity} over JDBC, and in memory for
 * tests and the Lab. The events of a batch and the projections that follow from them are written in one transaction.
 */
@NullMarked
package org.parley.store;

import org.jspecify.annotations.NullMarked;
