/**
 * The one log: an append-only sequence of events with contiguous ids, and the {@link org.parley.log.Journal} that
 * decides what enters it. Whoever wants to know what happened reads the {@link org.parley.log.EventLog} after a
 * {@link org.parley.log.Cursor}. What a command means and how an event is written down are ports:
 * {@link org.parley.log.Decider}, {@link org.parley.log.Store}, {@link org.parley.log.Encoding}.
 */
@NullMarked
package org.parley.log;

import org.jspecify.annotations.NullMarked;
