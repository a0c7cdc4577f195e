package org.parley.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.parley.lab.load.Cast.Seat;

class RunTest {
    private static final long STALL = TimeUnit.MILLISECONDS.toNanos(1000);

    /**
     * 100 messages a second; after 50 of them the server answers nobody for a second. Those that were due in the first
     * half of that second, 50 at most less the few the clock takes, are late by half a second or more, whether or not
     * they could be sent. A client that measured from the sending would find one or two of them.
     */
    @Test
    void whatWasToBeSaidDuringAStallCountsFromWhenItWasDue() throws IOException {
        try (StallingServer server = new StallingServer(50, STALL)) {
            Figures figures = run(server, 100, Duration.ZERO);
            assertEquals(200, figures.latencies().getTotalCount());
            long late = longer(figures.latencies(), STALL / 2);
            assertTrue(late >= 40, "only " + late + " were late");
            assertTrue(figures.millis(100) >= 900, "the slowest took " + figures.millis(100) + " ms");
        }
    }

    @Test
    void whatIsSaidWhileItWarmsUpIsNotMeasured() throws IOException {
        try (StallingServer server = new StallingServer(10, STALL)) {
            Figures figures = run(server, 20, Duration.ofSeconds(2));
            assertEquals(40, figures.latencies().getTotalCount(), "those of the two seconds after the warm-up");
            assertEquals(80, figures.expected(), "all");
            assertTrue(figures.isPerfect(), figures::toString);
        }
    }

    private static Figures run(StallingServer server, double rate, Duration warmUp) throws IOException {
        Load load = new Load(
                Transport.POLLING,
                1,
                rate,
                1,
                50,
                warmUp,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(20),
                1,
                List.of(),
                1);
        Cast cast = new Cast(List.of("r1"), List.of(new Seat("token", 0, false)));
        return new Run(server.target(), load, cast, ServerCosts.UNKNOWN, Watch.NONE).go();
    }

    private static long longer(Histogram latencies, long nanos) {
        return latencies.getCountBetweenValues(nanos, latencies.getHighestTrackableValue());
    }
}
