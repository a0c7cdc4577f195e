package org.parley.delivery;

import java.util.Random;
import java.util.function.IntFunction;

/**
 * What a network does to one TCP connection.
 *
 * @param kind what
 * @param bytes after how many bytes, of both directions together
 * @param millis for how long, or after how long
 */
public record Fault(Kind kind, int bytes, int millis) {
    /** Nothing happens. */
    public static final Fault NONE = new Fault(Kind.NONE, 0, 0);

    /** The ways in which networks and proxies fail. */
    public enum Kind {
        NONE,
        /** Both sides see a reset, be it in the middle of a frame. */
        CUT,
        /** Each piece arrives late. */
        DELAY,
        /** Nothing passes any more, for a while; then a reset. */
        STALL,
        /** The server does what it was asked to, and the answer is lost with the connection. */
        SWALLOW,
        /** A request for a socket arrives without {@code Upgrade} and {@code Connection}. */
        STRIP_UPGRADE,
        /** A request for a socket is answered by the proxy itself. */
        ANSWER_400,
        ANSWER_502,
        ANSWER_200,
        /** The 101 passes, and nothing after it. */
        SILENT_AFTER_101,
        /** A line on which nothing passed for a while is reset. */
        CUT_IDLE,
        /** A stream is held back until it ends, which is never. */
        BUFFER_STREAM
    }

    /**
     * A plan that follows from a seed: what happens to the connection of this number. {@code calm} of hundred
     * connections are left alone.
     */
    public static IntFunction<Fault> random(long seed, int calm) {
        Kind[] kinds = Kind.values();
        return number -> {
            Random random = new Random(seed * 1_000_003 + number);
            random.nextInt(); // seeds that are close to each other begin alike
            if (random.nextInt(100) < calm) {
                return NONE;
            }
            Kind kind = kinds[1 + random.nextInt(kinds.length - 1)];
            return new Fault(kind, 1 + random.nextInt(8_000), 20 + random.nextInt(kind == Kind.DELAY ? 200 : 4_000));
        };
    }
}
