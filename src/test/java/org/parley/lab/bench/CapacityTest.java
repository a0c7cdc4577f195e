package org.parley.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.parley.lab.load.Counts;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;
import org.parley.lab.load.ServerCosts;
import org.parley.lab.load.Transport;

/** The search, against servers that are made up. */
class CapacityTest {
    private final List<Double> tried = new ArrayList<>();

    @Test
    void findsTheHighestRateWithinATenth() throws IOException {
        Capacity search = search(10, load -> figures(load, load.rate() <= 333 ? 20 : 300, 0, 1.9));
        double best = search.best().orElseThrow().load().rate();
        assertTrue(best <= 333 && best > 333 / 1.1, "found " + best + " by " + tried);
        assertTrue(search.verdict().contains("the 99th percentile was over 100 ms"), search.verdict());
    }

    @Test
    void goesDownWhenTheFirstRateDoesNotHold() throws IOException {
        Capacity search = search(100, load -> figures(load, 20, load.rate() > 30 ? 1 : 0, 0.1));
        double best = search.best().orElseThrow().load().rate();
        assertTrue(best <= 30 && best > 30 / 1.1, "found " + best + " by " + tried);
        assertTrue(search.verdict().contains("lost"), search.verdict());
    }

    @Test
    void saysSoWhenNothingHolds() throws IOException {
        Capacity search = search(100, load -> figures(load, 5000, 0, 0.1));
        assertEquals(Optional.empty(), search.best());
        assertTrue(search.verdict().contains("not even the lowest rate tried holds"), search.verdict());
    }

    private Capacity search(double rate, Bench.Stage server) throws IOException {
        Load load = new Load(
                Transport.SSE,
                10,
                rate,
                1,
                100,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                25,
                List.of(),
                2);
        Capacity search = new Capacity(
                asked -> {
                    tried.add(asked.rate());
                    return server.run(asked);
                },
                load,
                100,
                line -> {});
        search.run();
        return search;
    }

    private static Figures figures(Load load, long millis, long lost, double cpu) {
        Histogram latencies = new Histogram(60_000_000_000L, 3);
        latencies.recordValue(millis * 1_000_000);
        Counts counts = new Counts(1_000_000_000, 10, 10, 1, 0, 10, 100, 10);
        return new Figures(
                load,
                10,
                counts,
                counts,
                latencies,
                100,
                lost,
                0,
                0,
                0,
                0,
                Map.of(),
                Optional.of(new ServerCosts.Sample(cpu, 1)),
                0.1);
    }
}
