package org.parley.lab.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.parley.lab.load.Target;

/**
 * The comparison that is under way, one at a time in a server, and those before it: as many as {@link #KEPT} in all,
 * for whoever was given a link to their results, which those in a browser have not. Thread-safe.
 */
public final class Comparisons implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    /** How many are kept; one takes some 100 KB. */
    static final int KEPT = 20;

    private final Venues venues;
    private final Executor executor;

    /** The newest first. */
    @GuardedBy("this")
    private final Deque<Comparison> kept = new ArrayDeque<>();

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
        Comparison before = kept.peekFirst();
        if (closed || (before != null && !before.progress.isOver())) {
            return Optional.empty();
        }
        Comparison next = new Comparison(choice, target, starter, venues, executor);
        executor.execute(next);
        kept.removeIf(Comparison::isInBrowser);
        kept.addFirst(next);
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        return Optional.of(next);
    }

    /** The one under way, or the last. */
    synchronized Optional<Comparison> current() {
        return Optional.ofNullable(kept.peekFirst());
    }

    /** The one with this id; empty if there was none, or it is not kept any more. */
    synchronized Optional<Comparison> find(String id) {
        return kept.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** Stops what is under way, lets nothing begin, and waits until that is so, for some seconds at most. */
    @Override
    public void close() {
        Comparison under; // no lambda, which would want its class, and the WAR may be gone by now
        synchronized (this) {
            closed = true;
            under = kept.peekFirst();
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
