package org.parley.lab.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Target;

/** The comparison that is under way, or was the last: one at a time in a server. Thread-safe. */
public final class Comparisons implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Venues venues;
    private final Executor executor;

    @GuardedBy("this")
    private @Nullable Comparison current;

    @GuardedBy("this")
    private boolean closed;

    /**
     * Compares on a thread of this executor, and one more for each transport at the same time; it keeps them for
     * minutes.
     */
    public Comparisons(Venues venues, Executor executor) {
        this.venues = venues;
        this.executor = executor;
    }

    /** Begins one; empty while there is another. */
    synchronized Optional<Comparison> start(Choice choice, Target target, String starter) {
        if (closed || (current != null && !current.progress.isOver())) {
            return Optional.empty();
        }
        Comparison next = new Comparison(choice, target, starter, venues, executor);
        executor.execute(next);
        current = next;
        return Optional.of(next);
    }

    /** The one under way, or the last. */
    synchronized Optional<Comparison> current() {
        return Optional.ofNullable(current);
    }

    /** Stops what is under way, lets nothing begin, and waits until that is so, for some seconds at most. */
    @Override
    public void close() {
        Comparison under; // no lambda, which would want its class, and the WAR may be gone by now
        synchronized (this) {
            closed = true;
            under = current;
        }
        if (under == null) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE;
        under.progress.stop();
        while (!under.progress.isOver() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
