package org.parley.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of memory that many connections share. Thread-safe. */
public final class Budget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** Nothing is used yet of {@code most} bytes. */
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

    /** A part of it that one connection holds: nothing yet. */
    public Share share() {
        return new Share();
    }

    /** What one connection holds. Thread-safe. */
    public final class Share {
        @GuardedBy("this")
        private long held;

        @GuardedBy("this")
        private boolean released;

        private Share() {}

        /** Holds so many bytes in place of what it held; answers whether all is within bounds. */
        public synchronized boolean hold(long bytes) {
            long more = released ? -held : bytes - held;
            held += more;
            return more == 0 || change(more);
        }

        /** Holds nothing, for good. */
        public synchronized void release() {
            released = true;
            hold(0);
        }
    }
}
