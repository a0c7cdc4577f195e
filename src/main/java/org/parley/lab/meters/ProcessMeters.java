package org.parley.lab.meters;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What the whole process takes: CPU, allocation, heap, threads. Where a Java does not tell (the interfaces are those of
 * HotSpot and its kin), a meter is left out.
 */
final class ProcessMeters implements MeterBinder {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Kept here, because a registry holds what it watches weakly. */
    private final @Nullable Allocation allocation =
            threads instanceof com.sun.management.ThreadMXBean counting && counting.isThreadAllocatedMemorySupported()
                    ? new Allocation(counting)
                    : null;

    @Override
    public void bindTo(MeterRegistry registry) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean process) {
            FunctionCounter.builder("process.cpu", process, cpu -> cpu.getProcessCpuTime() / 1e9)
                    .description("CPU time of the process, user and system")
                    .baseUnit("seconds")
                    .register(registry);
        }
        if (allocation != null) {
            FunctionCounter.builder("parley.allocated", allocation, Allocation::bytes)
                    .description("Bytes allocated on the heap by threads that lived when somebody last looked")
                    .baseUnit("bytes")
                    .register(registry);
        }
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Gauge.builder(
                        "parley.heap.used",
                        memory,
                        heap -> heap.getHeapMemoryUsage().getUsed())
                .description("Heap in use, what is not collected yet included")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("parley.threads", threads, ThreadMXBean::getThreadCount)
                .description("Threads of the process")
                .register(registry);
    }
}
