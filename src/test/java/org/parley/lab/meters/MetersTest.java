package org.parley.lab.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.feed.TransportMeter;
import org.parley.identity.SignedIn;

class MetersTest {
    private final Meters meters = new Meters();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void thePageListsEveryMeter() throws IOException {
        useAll();
        assertEquals(names("(?m)^# TYPE (\\S+)", meters.text()), names("(?m)^\\| `(\\w+)`", page("docs/metrics.md")));
    }

    @Test
    void theDashboardAsksForMetersThatThereAre() throws IOException {
        useAll();
        Set<String> known = names("(?m)^(\\w+)[ {]", meters.text());
        Set<String> asked = names("\\b((?:parley|process)_\\w+)", page("docs/grafana/parley.json"));
        assertTrue(asked.size() > 10, asked::toString);
        asked.removeAll(known);
        assertEquals(Set.of(), asked);
    }

    @Test
    void aLineIsCountedFromItsOpeningToItsClose() {
        TransportMeter sse = meters.transport("sse");
        sse.opened();
        sse.opened();
        sse.wrote(3, 500);
        sse.wrote(0, 20);
        sse.received(7);
        sse.closed(4408);
        assertShown("parley_connections{transport=\"sse\"} 1.0");
        assertShown("parley_connections_opened_total{transport=\"sse\"} 2.0");
        assertShown("parley_closings_total{code=\"4408\",transport=\"sse\"} 1.0");
        assertShown("parley_deliveries_total{transport=\"sse\"} 3.0");
        assertShown("parley_messages_written_total{transport=\"sse\"} 2.0");
        assertShown("parley_bytes_written_total{transport=\"sse\"} 520.0");
        assertShown("parley_bytes_read_total{transport=\"sse\"} 7.0");
    }

    @Test
    void anEmptyAnswerCountsAsAnAnswerToo() {
        TransportMeter polling = meters.transport("polling");
        polling.answered(0, 80);
        polling.answered(2, 300);
        polling.held(2);
        polling.held(-1);
        assertShown("parley_answers_total{transport=\"polling\"} 2.0");
        assertShown("parley_answers_empty_total{transport=\"polling\"} 1.0");
        assertShown("parley_deliveries_total{transport=\"polling\"} 2.0");
        assertShown("parley_bytes_written_total{transport=\"polling\"} 380.0");
        assertShown("parley_held{transport=\"polling\"} 1.0");
    }

    @Test
    void whatTheJournalCommitsIsShownAsHistograms() {
        meters.committed(3, TimeUnit.MILLISECONDS.toNanos(4));
        assertShown("parley_journal_batch_bucket{le=\"2.0\"} 0");
        assertShown("parley_journal_batch_bucket{le=\"5.0\"} 1");
        assertShown("parley_journal_batch_sum 3.0");
        assertShown("parley_journal_commit_seconds_bucket{le=\"0.002\"} 0");
        assertShown("parley_journal_commit_seconds_bucket{le=\"0.005\"} 1");
    }

    @Test
    @SuppressWarnings("unused") // the garbage has to be seen by whoever counts it
    void allocationGoesUpByWhatIsAllocated() {
        double before = allocated();
        byte[] garbage = new byte[8 << 20];
        assertTrue(allocated() - before >= garbage.length, "less than what was just allocated");
    }

    private double allocated() {
        return Double.parseDouble(meters.text()
                .lines()
                .filter(line -> line.startsWith("parley_allocated_bytes_total "))
                .findFirst()
                .orElseThrow()
                .split(" ")[1]);
    }

    private void useAll() {
        TransportMeter transport = meters.transport("upgrade");
        transport.opened();
        transport.closed(TransportMeter.GONE);
        transport.refused("malformed");
        meters.answered("post", "ack");
        meters.attempted("sign-in", 200);
        meters.passedOver(new SignedIn("u1", "s1"), "upgrade", "without-upgrade");
        meters.committed(1, 1);
        meters.gauge("parley.lag", "", this, any -> 0);
        meters.gauge("parley.log.head", "", this, any -> 0);
    }

    private void assertShown(String line) {
        assertTrue(meters.text().lines().anyMatch(line::equals), () -> line + " is not in\n" + meters.text());
    }

    private static String page(String path) throws IOException {
        return Files.readString(Path.of(path));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
