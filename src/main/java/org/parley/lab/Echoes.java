package org.parley.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.http.Budget;
import org.parley.transport.Query;
import org.parley.wire.Fields;

/**
 * What both echoes share: places and memory. Thread-safe. Endpoints, which the container makes, fetch it from the
 * holder in here; there is one for each web application, as each has its own class loader.
 */
public final class Echoes implements AutoCloseable {
    private static final AtomicReference<@Nullable Echoes> CURRENT = new AtomicReference<>();
    private static final int SUFFIX = 64;
    private static final long SILENCE = 300;

    private final Limits limits;
    private final Executor closers;
    private final Semaphore places;
    private final Budget buffered;

    /**
     * Bounds of the echoes.
     *
     * @param connections how many there may be in all
     * @param message the longest message, in bytes
     * @param buffered all that is held: messages that have arrived in part, answers that wait, and compressors
     * @param idle after so long without a sign the peer is asked for one, and after as long again it is given up
     * @param stall how long a peer may read nothing of an answer
     */
    public record Limits(int connections, int message, long buffered, Duration idle, Duration stall) {}

    /** Nobody is there yet; {@code closers} closes sessions, which may wait for the peer. */
    public Echoes(Limits limits, Executor closers) {
        this.limits = limits;
        this.closers = closers;
        this.places = new Semaphore(limits.connections());
        this.buffered = new Budget(limits.buffered());
    }

    /** Opens the endpoint. */
    public void open() {
        CURRENT.set(this);
    }

    /** Closes the endpoint: who comes from now on is turned away. */
    @Override
    public void close() {
        CURRENT.compareAndSet(this, null);
    }

    static Optional<Echoes> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Takes a place, if one is free. */
    boolean enter() {
        return places.tryAcquire();
    }

    /** Gives the place back. */
    void leave() {
        places.release();
    }

    Limits limits() {
        return limits;
    }

    Budget buffered() {
        return buffered;
    }

    Executor closers() {
        return closers;
    }

    /**
     * Whether answers may be compressed: compressors, which are kept for long, leave half of the memory to messages.
     */
    boolean mayCompress() {
        return buffered.used() <= limits.buffered() / 2;
    }

    /** How many bytes of answers may wait for one peer, unless there is but one. */
    long share() {
        return limits.buffered() / 4;
    }

    /** What is to be appended to text. Throws {@link org.parley.wire.Refused}. */
    static String suffix(Query query) {
        String suffix = query.text("suffix");
        if (suffix == null) {
            return "";
        } else if (suffix.length() > SUFFIX) {
            throw Fields.malformed("suffix", "suffix must have at most " + SUFFIX + " characters.");
        }
        return suffix;
    }

    /**
     * For how long nobody is to say anything, not even a ping: the parameter {@code silence}, in seconds. Throws
     * {@link org.parley.wire.Refused}.
     */
    static Duration silence(Query query) {
        long seconds = query.number("silence", 0);
        if (seconds > SILENCE) {
            throw Fields.malformed("silence", "silence must be at most " + SILENCE + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }
}
