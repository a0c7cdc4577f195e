package org.parley.lab.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.parley.lab.load.Run;
import org.parley.lab.load.ServerCosts;
import org.parley.lab.meters.Allocation;

/**
 * What this process takes, without the threads that play the clients. Whatever else it does meanwhile (other people's
 * chat, the compiler and the collector of its Java) is in it. Belongs to one thread.
 */
final class OwnCosts implements ServerCosts {
    private final ThreadMXBean threads;
    private final OperatingSystemMXBean system;
    private final Allocation allocation;

    private OwnCosts(ThreadMXBean threads, OperatingSystemMXBean system, Allocation allocation) {
        this.threads = threads;
        this.system = system;
        this.allocation = allocation;
    }

    /** Those of this process; unknown where this Java does not tell, or applications are not let see who tells. */
    static ServerCosts ofThisProcess() {
        Allocation allocation = Allocation.ofThisProcess();
        return allocation != null
                        && ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new OwnCosts(threads, system, allocation)
                : UNKNOWN;
    }

    @Override
    public Optional<Sample> sample() {
        long[] clients = clients();
        long cpu = system.getProcessCpuTime() - sum(LongStream.of(clients).map(threads::getThreadCpuTime));
        double allocated = allocation.bytes() - sum(LongStream.of(clients).map(threads::getThreadAllocatedBytes));
        return Optional.of(new Sample(cpu / 1e9, allocated));
    }

    private long[] clients() {
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(Run.THREADS))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
    }

    /** A thread that has just ended counts as -1. */
    private static long sum(LongStream each) {
        return each.filter(value -> value > 0).sum();
    }
}
