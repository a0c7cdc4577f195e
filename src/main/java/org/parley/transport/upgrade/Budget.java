package org.parley.transport.upgrade;

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
}
