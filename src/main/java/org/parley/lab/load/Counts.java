package org.parley.lab.load;

/**
 * The counters at a moment, or the difference of two moments.
 *
 * @param nanos when, by {@link System#nanoTime}; or how long
 * @param up bytes that sockets took, headers and handshakes included
 * @param down bytes that they gave
 * @param requests HTTP requests that were sent, handshakes included
 * @param empty polls answered without an event
 * @param connections open TCP connections; in a difference, those at its end
 * @param heard messages received, each client counted, repeated ones not
 * @param acked messages acknowledged
 */
public record Counts(
        long nanos, long up, long down, long requests, long empty, long connections, long heard, long acked) {
    Counts since(Counts earlier) {
        return new Counts(
                nanos - earlier.nanos,
                up - earlier.up,
                down - earlier.down,
                requests - earlier.requests,
                empty - earlier.empty,
                connections,
                heard - earlier.heard,
                acked - earlier.acked);
    }

    /** Seconds. */
    public double seconds() {
        return nanos / 1e9;
    }
}
