/**
 * Compare: lets clients talk over all transports at the same time or over one after the other, on a log that is there
 * for that alone, and tells what each costs while they do. The clients are those of {@code lab.load} and run in this
 * server.
 *
 * <pre>
 *   CompareServlet ─▶ Comparisons (one at a time) ─▶ Comparison ─ for each round ─▶ Venue (an empty log)
 *                                                        │         for each transport ─▶ lab.load.Run ─▶ real addresses
 *                                                        └─ Progress ◀─ Turn: samples, results and strands, as JSON
 * </pre>
 */
@NullMarked
package org.parley.lab.compare;

import org.jspecify.annotations.NullMarked;
