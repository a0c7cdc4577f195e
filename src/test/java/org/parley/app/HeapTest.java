package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HeapTest {
    private final HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Test
    void whatIsNotUsedIsGivenBackAndWhatWasChosenStays() {
        jvm.setVMOption("MaxHeapFreeRatio", "55");
        Heap.giveBack();
        assertEquals("10", option("MinHeapFreeRatio"));
        assertEquals("55", option("MaxHeapFreeRatio"));
        assertEquals("10000", option("G1PeriodicGCInterval"));
    }

    private String option(String name) {
        return jvm.getVMOption(name).getValue();
    }
}
