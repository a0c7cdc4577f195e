package org.parley.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.parley.lab.load.Cast.Seat;

class EarTest {
    private final Load load = new Load(
            Transport.UPGRADE,
            1,
            10,
            1,
            9,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            List.of(),
            1);
    private final Script script = new Script(load, new Cast(List.of("r1"), List.of(new Seat("token", 0, false))));
    private final Score score = new Score();
    private final Histogram latencies = new Histogram(60_000_000_000L, 3);
    private final Ear ear = new Ear(script, score, latencies);

    @Test
    void aMessageCountsOnceFromWhenItWasDue() {
        script.begin(1_000_000_000);
        ear.batch(batch(event(7, 0), event(8, 1)), 1_150_000_000);
        assertEquals(2, score.heard.sum());
        assertEquals(150, latencies.getMaxValue() / 1e6, 1);
        assertEquals(50, latencies.getMinValue() / 1e6, 1);
    }

    @Test
    void whatComesAgainOrLateIsSeen() {
        script.begin(0);
        ear.batch(batch(event(7, 0), event(9, 2)), 1);
        ear.batch(batch(event(9, 2), event(8, 1)), 1);
        assertEquals(3, score.heard.sum());
        assertEquals(1, score.repeated.sum());
        assertEquals(1, score.reordered.sum());
        assertTrue(ear.has(1));
        assertFalse(ear.has(3));
    }

    @Test
    void messagesOfOthersAreNotHeard() {
        script.begin(0);
        ear.batch(batch("{\"id\":1,\"type\":\"message\",\"key\":\"other-0\",\"text\":\"" + script.run + "-0\"}"), 1);
        assertEquals(0, score.heard.sum());
    }

    @Test
    void aBatchSaysHowFarItGoes() {
        assertEquals("e-9", Ear.cursor(batch(event(9, 0))));
        assertTrue(Ear.isEmpty(batch()));
        assertFalse(Ear.isEmpty(batch(event(9, 0))));
        assertFalse(Ear.hasMore(batch()));
    }

    private String event(long id, int n) {
        return "{\"id\":" + id + ",\"type\":\"message\",\"room\":\"r1\",\"key\":\"" + script.run + "-" + n
                + "\",\"text\":\"\\\"id\\\":1\"}";
    }

    private static Bytes batch(String... events) {
        byte[] json = ("{\"type\":\"batch\",\"cursor\":\"e-9\",\"events\":[" + String.join(",", events)
                        + "],\"more\":false}")
                .getBytes(StandardCharsets.UTF_8);
        Bytes bytes = new Bytes();
        bytes.add(ByteBuffer.wrap(json), json.length);
        return bytes;
    }
}
