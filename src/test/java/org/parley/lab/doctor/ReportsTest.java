package org.parley.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.log.Bulletins;

class ReportsTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final Reports reports = new Reports(clock);

    @Test
    void theNewestComeFirstAndTheEldestGo() {
        IntStream.range(0, 103).forEach(i -> reports.add("{\"n\":" + i + "}"));
        assertTrue(reports.json().startsWith("[{\"n\":102},{\"n\":101},"), reports.json());
        assertTrue(reports.json().endsWith(",{\"n\":3}]"), reports.json());
    }

    @Test
    void afterAWeekAReportIsForgotten() {
        Moving moving = new Moving();
        Reports aging = new Reports(moving.withZone(ZoneOffset.UTC));
        aging.add("{\"n\":1}");
        moving.now = moving.now.plus(Duration.ofDays(7));
        aging.add("{\"n\":2}");
        assertEquals("[{\"n\":2},{\"n\":1}]", aging.json());
        moving.now = moving.now.plusSeconds(1);
        assertEquals("[{\"n\":2}]", aging.json());
    }

    @Test
    void whatOtherNodesTellIsKeptAndWhatIsNewIsToldThem() {
        Wire wire = new Wire();
        List<String> rest = new ArrayList<>();
        reports.among(wire).listen(wire.noting(rest));
        reports.add("{\"n\":1}");
        assertEquals(List.of("report {\"n\":1}"), wire.posted);
        wire.listener.told("other", "report", "{\"n\":2}");
        wire.listener.told("other", "ended", "u1 s1");
        wire.listener.missed();
        wire.listener.present(Set.of("other"));
        assertEquals("[{\"n\":2},{\"n\":1}]", reports.json());
        assertEquals(List.of("report", "ended", "missed", "[other]"), rest);
    }

    @Test
    void whatIsTooLongForABulletinStaysHere() {
        Wire wire = new Wire();
        Reports alone = new Reports(clock);
        alone.among(wire);
        alone.add("\"" + "界".repeat(Bulletins.LONGEST / 3) + "\"");
        assertEquals(List.of(), wire.posted);
        assertTrue(alone.json().length() > Bulletins.LONGEST / 3);
    }

    private static final class Moving implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class Wire implements Bulletins {
        private final List<String> posted = new ArrayList<>();
        private Listener listener;

        Listener noting(List<String> heard) {
            return new Listener() {
                @Override
                public void told(String node, String topic, String text) {
                    heard.add(topic);
                }

                @Override
                public void missed() {
                    heard.add("missed");
                }

                @Override
                public void present(Set<String> nodes) {
                    heard.add(nodes.toString());
                }
            };
        }

        @Override
        public void listen(Listener to) {
            listener = to;
        }

        @Override
        public void post(String topic, String text) {
            posted.add(topic + ' ' + text);
        }

        @Override
        public void close() {}
    }
}
