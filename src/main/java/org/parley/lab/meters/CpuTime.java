package org.parley.lab.meters;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How much of the processors this process has taken so far. Thread-safe. */
final class CpuTime {
    private final OperatingSystemMXBean system;

    private CpuTime(OperatingSystemMXBean system) {
        this.system = system;
    }

    /** That of this process; null where this Java does not tell, or where applications are not let see who tells. */
    static @Nullable CpuTime ofThisProcess() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? new CpuTime(system)
                    : null;
        } catch (NoClassDefFoundError e) {
            return null;
        }
    }

    /** Seconds since the start, of user and system. */
    double seconds() {
        return system.getProcessCpuTime() / 1e9;
    }
}
