/**
 * The engine of load runs and comparisons: chat clients on raw non-blocking sockets that speak all five transports,
 * count every byte where it passes the socket, and check that each message came, once and in order. It shares no code
 * of the wire with the server, so that a fault there can't hide itself here.
 *
 * <pre>
 *   Run ─ starts, times, collects ─▶ Worker (a thread, a selector) ─▶ Client ─▶ Line (one for each way of talking)
 *                                                                      ├─ Ear: what was heard, when, in what order
 *                                                                      └─ Mouth: what is to be said, and what came of it
 * </pre>
 */
@NullMarked
package org.parley.lab.load;

import org.jspecify.annotations.NullMarked;
