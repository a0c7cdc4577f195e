package org.parley.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.chat.Directory;
import org.parley.feed.Reader;
import org.parley.identity.SignedIn;
import org.parley.transport.Arrival;
import org.parley.transport.Arrivals;

class SettledTest {
    private final Time time = new Time();
    private final Settled settled = new Settled(time);
    private final Arrivals arrivals = new Arrivals(time, List.of(settled));
    private final Directory directory = new Directory();

    private Arrival opened(String transport, String session, String client) {
        Arrival arrival = arrivals.at(transport, new Reader("u-" + session, session, client));
        arrival.answered(200);
        arrival.opened();
        return arrival;
    }

    private Object lines() {
        return settled.json(directory).get("lines");
    }

    private Object passed() {
        return settled.json(directory).get("passed");
    }

    @Test
    void aClientIsThereFromItsHelloToTheEndOfItsLine() {
        arrivals.at("upgrade", new Reader("u1", "s", "c")).refused(400, "handshake");
        assertEquals(Map.of(), lines());
        Arrival arrival = opened("sse", "s", "c");
        assertEquals(Map.of("sse", 1), lines());
        arrival.closed(1001);
        assertEquals(Map.of(), lines());
    }

    @Test
    void aClientThatChangesItsTransportIsOnTheNewOne() {
        Arrival before = opened("sse", "s", "c");
        opened("upgrade", "s", "c");
        before.closed(1000);
        opened("polling", "s", "other");
        assertEquals(Map.of("upgrade", 1, "polling", 1), lines());
    }

    @Test
    void whoPollsIsThereUntilHeCeases() {
        opened("long-polling", "s", "c");
        time.now = time.now.plusSeconds(90);
        opened("long-polling", "s", "c");
        time.now = time.now.plusSeconds(119);
        assertEquals(Map.of("long-polling", 1), lines());
        assertEquals(List.of("2026-01-01T00:00:00Z"), people("since"), "the first of its polls");
        time.now = time.now.plusSeconds(2);
        assertEquals(Map.of(), lines());
    }

    private List<Object> people(String field) {
        return ((List<?>) settled.json(directory).get("people"))
                .stream()
                        .map(person -> (Object) ((Map<?, ?>) person).get(field))
                        .toList();
    }

    @Test
    void whyABetterOneDidNotWorkIsToldUntilItDoes() {
        opened("sse", "s", "c");
        opened("sse", "t", "c");
        for (String session : List.of("s", "t", "gone")) {
            settled.passedOver(new SignedIn("u-" + session, session), "upgrade", "without-upgrade");
        }
        settled.passedOver(new SignedIn("u-s", "s"), "websocket", "cut");
        assertEquals(Map.of("upgrade", Map.of("without-upgrade", 2), "websocket", Map.of("cut", 1)), passed());
        assertEquals(
                List.of(Map.of("upgrade", "without-upgrade"), Map.of("upgrade", "without-upgrade", "websocket", "cut")),
                people("passed").stream()
                        .sorted((a, b) -> ((Map<?, ?>) a).size() - ((Map<?, ?>) b).size())
                        .toList());
        opened("upgrade", "s", "c");
        assertEquals(Map.of("upgrade", Map.of("without-upgrade", 1), "websocket", Map.of("cut", 1)), passed());
    }

    @Test
    void whoIsOnALesserOneAndSaidNotWhyIsCounted() {
        opened("websocket", "w", "c");
        opened("polling", "s", "c");
        opened("sse", "t", "c");
        assertEquals(2, settled.json(directory).get("unexplained"));
        settled.passedOver(new SignedIn("u-s", "s"), "sse", "buffered");
        assertEquals(2, settled.json(directory).get("unexplained"), "of the sockets nothing is known");
        settled.passedOver(new SignedIn("u-s", "s"), "upgrade", "without-upgrade");
        assertEquals(1, settled.json(directory).get("unexplained"));
    }

    @Test
    void aSessionThatEndedIsForgotten() {
        opened("sse", "s", "c");
        settled.passedOver(new SignedIn("u-s", "s"), "upgrade", "cut");
        settled.forget("s");
        opened("sse", "s", "d");
        assertEquals(Map.of("sse", 1), lines());
        assertEquals(Map.of(), passed());
    }

    @Test
    void theDoctorsOwnAttemptsDoNotCount() {
        opened("polling", "s", Settled.OWN + "1");
        assertEquals(Map.of(), lines());
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
