package org.parley.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The heap of a process that is Parley's own. Left alone, a JVM keeps whatever it once took: a morning's sign-ins stay
 * resident all day, several times what is alive. A container's JVM is its administrator's.
 */
final class Heap {
    /** Only what changes while the JVM runs; in this order, for a least ratio may not exceed the greatest. */
    private static final Map<String, String> THRIFTY = new LinkedHashMap<>();

    static {
        THRIFTY.put("MinHeapFreeRatio", "10"); // per cent of the heap, after a collection
        THRIFTY.put("MaxHeapFreeRatio", "20");
        THRIFTY.put("G1PeriodicGCInterval", "10000"); // milliseconds without a collection
    }

    private Heap() {}

    /**
     * Lets the JVM give back to the system what it does not use. What the user has set on the command line stays, and a
     * JVM that knows nothing of it goes on as it is.
     */
    static void giveBack() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm != null) {
            THRIFTY.forEach((option, value) -> set(jvm, option, value));
        }
    }

    private static void set(HotSpotDiagnosticMXBean jvm, String option, String value) {
        try {
            if (jvm.getVMOption(option).getOrigin() == Origin.DEFAULT) {
                jvm.setVMOption(option, value);
            }
        } catch (IllegalArgumentException e) {
            // Another JVM, or the user's other ratio leaves no room for this one.
        }
    }
}
