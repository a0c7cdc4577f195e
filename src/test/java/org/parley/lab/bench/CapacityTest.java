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
        Verdict found = search(10, load -> figures(load, load.rate() <= 333 ? 20 : 300, 0, 1.9));
        double best = found.best().orElseThrow().load().rate();
        assertTrue(best <= 333 && best > 333 / 1.1, "found " + best + " by " + tried);
        assertTrue(
                found.text().english().contains("the 99th percentile was over 100 ms"),
                found.text().english());
    }

    @Test
    void goesDownWhenTheFirstRateDoesNotHold() throws IOException {
        Verdict found = search(100, load -> figures(load, 20, load.rate() > 30 ? 1 : 0, 0.1));
        double best = found.best().orElseThrow().load().rate();
        assertTrue(best <= 30 && best > 30 / 1.1, "found " + best + " by " + tried);
        assertTrue(found.text().english().contains("lost"), found.text().english());
    }

    @Test
    void saysSoWhenNothingHolds() throws IOException {
        Verdict found = search(100, load -> figures(load, 5000, 0, 0.1));
        assertEquals(Optional.empty(), found.best());
        assertTrue(
                found.text().english().contains("not even the lowest rate tried holds"),
                found.text().english());
    }

    @Test
    void whatPollsAreTooLateForIsNotTried() throws IOException {
        Load polled = load(Transport.POLLING, 1000);
        Verdict found = search(polled, load -> figures(load, 1, 0, 0.1));
        assertEquals(List.of(), tried);
        assertEquals(Optional.empty(), found.best());
        for (String named : List.of("--poll-interval 1)", "990 ms", "bound is 100 ms (--p99 100)", "below 0.1,")) {
            assertTrue(found.text().english().contains(named), found.text().english());
        }
        assertTrue(
                found.text().chinese().contains("--poll-interval 1"),
                found.text().chinese());
        assertTrue(
                new Bounds(100).outOfReach(load(Transport.LONG_POLLING, 1000)).isEmpty());
        assertTrue(new Bounds(990).outOfReach(polled).isEmpty());
        assertTrue(new Bounds(989).outOfReach(polled).isPresent());
    }

    @Test
    void whatRanOutIsThePollIntervalNotTheDisk() throws IOException {
        String said = search(load(Transport.POLLING, 90), load -> figures(load, 120, 0, 0.1))
                .text()
                .english();
        assertTrue(said.contains("What ran out: the poll interval"), said);
        assertTrue(said.contains("every 0.09 s (--poll-interval) takes 89.10 ms"), said);
        assertTrue(!said.contains("disk"), said);
        String quick = search(load(Transport.POLLING, 20), load -> figures(load, 120, 0, 0.1))
                .text()
                .english();
        assertTrue(quick.contains("waiting, for the disk's sync most likely"), quick);
    }

    @Test
    void whatRanOutOfLongPollingMayBeItsRequests() throws IOException {
        String said = search(load(Transport.LONG_POLLING, 1000), load -> figures(load, 120, 0, 0.1))
                .text()
                .english();
        assertTrue(said.contains("the disk's sync") && said.contains("the clients' next requests"), said);
    }

    private static Load load(Transport transport, long pollMillis) {
        return new Load(
                transport,
                10,
                10,
                1,
                100,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(pollMillis),
                25,
                List.of(),
                2);
    }

    private Verdict search(double rate, Bench.Stage server) throws IOException {
        return search(load(Transport.SSE, 1000).at(rate), server);
    }

    private Verdict search(Load load, Bench.Stage server) throws IOException {
        return new Capacity(
                        asked -> {
                            tried.add(asked.rate());
                            return server.run(asked);
                        },
                        load,
                        new Bounds(100),
                        line -> {})
                .run();
    }

    static Figures figures(Load load, long millis, long lost, double cpu) {
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
