package org.parley.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A moment by which something must have happened. */
public final class Deadline {
    /** Long enough for a busy machine; a test that passes never waits for it. */
    private static final Duration USUAL = Duration.ofSeconds(45);

    private static final long PAUSE_NANOS = 5_000_000;

    private final long end;

    private Deadline(Duration time) {
        end = System.nanoTime() + time.toNanos();
    }

    public static Deadline in(Duration time) {
        return new Deadline(time);
    }

    public static Deadline inMillis(long millis) {
        return in(Duration.ofMillis(millis));
    }

    public static Deadline usual() {
        return in(USUAL);
    }

    public boolean passed() {
        return end - System.nanoTime() <= 0;
    }

    /** Never 0, which a socket would take for "for ever". */
    public int millisLeft() {
        return (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
    }

    /** This one, or one so many milliseconds from now if that is sooner. */
    public Deadline atMostMillis(long millis) {
        return millisLeft() <= millis ? this : inMillis(millis);
    }

    /** Asks again and again until the condition holds; fails with these words when it does not in time. */
    public void await(String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) {
                throw new AssertionError("did not happen in time: " + what);
            }
            pause();
        }
    }

    /** Waits for this moment, when it was the server that said how long to wait. */
    public void pass() {
        while (!passed()) {
            pause();
        }
    }

    /** Lets others run for a moment between two questions. */
    public static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
