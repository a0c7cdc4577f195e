package org.parley.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of memory, or places, that many connections share. Whoever holds several parts of it gets no more than a
 * quarter of all by them, so that nobody takes it from everybody else. Thread-safe.
 */
public final class Budget {
    private final long most;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> owners = new ConcurrentHashMap<>();

    /** Nothing is used yet of {@code most} bytes, or places. */
    public Budget(long most) {
        this.most = most;
    }

    /**
     * Takes bytes, or gives them back if there are less than none; answers whether all is still within bounds. What was
     * taken is taken either way.
     */
    public boolean change(long bytes) {
        return used.addAndGet(bytes) <= most || bytes <= 0;
    }

    /** How many bytes are taken. */
    public long used() {
        return used.get();
    }

    /** A part of it that one connection holds, for nobody in particular: nothing yet. */
    public Share share() {
        return new Share(null);
    }

    /** A part of it that one of its owner's connections holds: nothing yet. */
    public Share share(String owner) {
        return new Share(owner);
    }

    /** Counts what an owner takes more; answers how much that is in all. */
    private long owned(String owner, long more) {
        Long sum = owners.merge(owner, more, (was, change) -> was + change == 0 ? null : was + change);
        return sum == null ? 0 : sum;
    }

    /** What one connection holds. Thread-safe. */
    public final class Share {
        private final @Nullable String owner;

        @GuardedBy("this")
        private long held;

        @GuardedBy("this")
        private boolean released;

        private Share(@Nullable String owner) {
            this.owner = owner;
        }

        /**
         * Holds so many bytes in place of what it held; answers whether all is within bounds. Of its owner's parts one
         * that is alone may have more than a quarter.
         */
        public synchronized boolean hold(long bytes) {
            long more = released ? -held : bytes - held;
            if (more == 0) {
                return true;
            }
            held += more;
            long owned = owner == null ? held : owned(owner, more);
            return change(more) && (owned <= most / 4 || owned == held);
        }

        /** Holds nothing, for good. */
        public synchronized void release() {
            released = true;
            hold(0);
        }
    }
}
