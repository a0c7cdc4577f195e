package org.parley.lab.meters;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * What the whole process takes: CPU, allocation, heap, threads. Where a Java does not tell (the interfaces are those of
 * HotSpot and its kin), or its container hides those from applications, a meter is left out.
 */
final class ProcessMeters implements MeterBinder {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** Kept here, because a registry holds what it watches weakly. */
    private final @Nullable Allocation allocation = Allocation.ofThisProcess();

    private final @Nullable CpuTime cpu = CpuTime.ofThisProcess();

    @Override
    public void bindTo(MeterRegistry registry) {
        if (cpu != null) {
            FunctionCounter.builder("process.cpu", cpu, CpuTime::seconds)
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
