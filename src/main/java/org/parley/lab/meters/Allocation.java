package org.parley.lab.meters;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * How much memory all threads have allocated so far. Java 17 tells it for each living thread, so what a thread
 * allocated between the last look and its end is missed. Thread-safe.
 */
public final class Allocation {
    private final ThreadMXBean threads;

    @GuardedBy("this")
    private Map<Long, Long> before = new HashMap<>();

    @GuardedBy("this")
    private long bytes;

    /** Nothing was looked at yet. */
    public Allocation(ThreadMXBean threads) {
        this.threads = threads;
    }

    /** Bytes since the first look, and what the threads then alive had allocated before. Never falls. */
    public synchronized double bytes() {
        long[] ids = threads.getAllThreadIds();
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> now = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (allocated[i] >= 0) { // else it has just ended
                bytes += allocated[i] - before.getOrDefault(ids[i], 0L);
                now.put(ids[i], allocated[i]);
            }
        }
        before = now;
        return bytes;
    }
}
