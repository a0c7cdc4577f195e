package org.parley.lab.meters;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    private Allocation(ThreadMXBean threads) {
        this.threads = threads;
    }

    /**
     * That of this process, of which nothing was looked at yet; null where this Java does not tell, or where
     * applications are not let see who tells.
     */
    public static @Nullable Allocation ofThisProcess() {
        try {
            return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                            && threads.isThreadAllocatedMemorySupported()
                    ? new Allocation(threads)
                    : null;
        } catch (NoClassDefFoundError e) {
            return null;
        }
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
