/**
 * Compare: lets clients talk over one transport after the other, on a log that is there for that alone, and tells what
 * each costs while they do. The clients are those of {@code lab.load} and run in this server.
 *
 * <pre>
 *   CompareServlet ─▶ Comparisons (one at a time) ─▶ Comparison ─ for each transport ─▶ Venue (an empty log)
 *                                                        │                              lab.load.Run ─▶ real addresses
 *                                                        └─ Progress: samples, results and strands, as JSON
 * </pre>
 */
@NullMarked
package org.parley.lab.compare;

import org.jspecify.annotations.NullMarked;
