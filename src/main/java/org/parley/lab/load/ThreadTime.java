package org.parley.lab.load;

import java.lang.management.ManagementFactory;

/** CPU time of single threads. */
final class ThreadTime {
    private ThreadTime() {}

    /** What a thread has used, in nanoseconds; 0 where this Java does not tell. */
    static long nanos(Thread thread) {
        long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
        return Math.max(0, nanos);
    }
}
