package org.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.feed.Reader;

class RecentArrivalsTest {
    private final Time time = new Time();
    private final RecentArrivals recent = new RecentArrivals(time);
    private final Arrivals arrivals = new Arrivals(time, List.of(recent));

    private Arrival arrival(String transport, String session, String client) {
        return arrivals.at(transport, new Reader("u1", session, client));
    }

    private List<Object> outcomes() {
        return recent.attempts("s", "c").stream()
                .map(told -> told.get("outcome"))
                .toList();
    }

    @Test
    void anAttemptIsToldAsFarAsItCame() {
        Arrival arrival = arrival("upgrade", "s", "c");
        assertEquals(List.of(), outcomes());
        arrival.answered(101);
        assertEquals(List.of("answered-101"), outcomes());
        arrival.opened();
        assertEquals(List.of("opened"), outcomes());
        assertEquals(101, recent.attempts("s", "c").get(0).get("status"));
        arrival.closed(4408);
        Map<String, Object> told = recent.attempts("s", "c").get(0);
        assertEquals("closed", told.get("outcome"));
        assertEquals(4408, told.get("code"));
        assertEquals("2026-01-01T00:00:00Z", told.get("at"));
        assertTrue(told.get("seconds") instanceof Double, told::toString);
    }

    @Test
    void whatWasOvertakenIsDropped() {
        Arrival arrival = arrival("sse", "s", "c");
        arrival.answered(200);
        arrival.closed(1001);
        arrival.opened();
        arrival.closed(1006);
        assertEquals(1001, recent.attempts("s", "c").get(0).get("code"));
        Arrival refused = arrival("upgrade", "s", "c");
        refused.withoutUpgrade("HTTP/1.1");
        refused.refused(426, "handshake");
        assertEquals(List.of("closed", "arrived-without-upgrade"), outcomes());
    }

    @Test
    void attemptsKeepTheOrderInWhichTheyCame() {
        Arrival first = arrival("websocket", "s", "c");
        first.answered(101);
        arrival("upgrade", "s", "c").answered(101);
        first.closed(1000);
        assertEquals(List.of("closed", "answered-101"), outcomes());
    }

    @Test
    void pollsThatFollowEachOtherAreOneAttempt() {
        for (int i = 0; i < 100; i++) {
            arrival("long-polling", "s", "c").opened();
        }
        arrival("long-polling", "s", "c").refused(410, "cursor-gone");
        assertEquals(List.of("opened", "refused"), outcomes());
    }

    @Test
    void theNewestSixteenOfAClientAreKept() {
        for (int i = 0; i < 40; i++) {
            arrival("upgrade", "s", "c").closed(4000 + i);
        }
        List<Map<String, Object>> told = recent.attempts("s", "c");
        assertEquals(16, told.size());
        assertEquals(4039, told.get(15).get("code"));
    }

    @Test
    void aSessionThatInventsClientsLosesItsOldestAndNobodyElses() {
        arrival("upgrade", "other", "c").opened();
        for (int i = 0; i < 1000; i++) {
            arrival("upgrade", "s", "c" + i).opened();
        }
        assertEquals(List.of(), recent.attempts("s", "c0"));
        assertEquals(1, recent.attempts("s", "c999").size());
        assertEquals(1, recent.attempts("other", "c").size());
    }

    @Test
    void allTogetherAreBounded() {
        for (int i = 0; i < 20_001; i++) {
            arrival("upgrade", "s" + i, "c").opened();
        }
        assertEquals(List.of(), recent.attempts("s0", "c"));
        assertEquals(1, recent.attempts("s1", "c").size());
    }

    @Test
    void whatIsOldAndWhatEndedIsForgotten() {
        arrival("upgrade", "s", "c").opened();
        time.now = time.now.plus(Duration.ofMinutes(61));
        arrival("upgrade", "s", "d").opened();
        arrival("upgrade", "t", "c").opened();
        recent.sweep();
        recent.forget("t");
        assertEquals(List.of(), recent.attempts("s", "c"));
        assertEquals(1, recent.attempts("s", "d").size());
        assertEquals(List.of(), recent.attempts("t", "c"));
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
