package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private static final SignedIn ANN = new SignedIn("u1", "ann's");
    private static final SignedIn BOB = new SignedIn("u2", "bob's");

    private long millis;
    private final Tickets tickets = new Tickets(new Millis());

    @Test
    void aTicketWorksOnce() {
        String ticket = tickets.issue(ANN);
        assertEquals(Optional.of(ANN), tickets.redeem(ticket));
        assertEquals(Optional.empty(), tickets.redeem(ticket));
        assertEquals(Optional.empty(), tickets.redeem("forged"));
    }

    @Test
    void aTicketWorksForThirtySeconds() {
        String first = tickets.issue(ANN);
        String second = tickets.issue(BOB);
        millis = 29_999;
        assertEquals(Optional.of(ANN), tickets.redeem(first));
        millis = 30_000;
        assertEquals(Optional.empty(), tickets.redeem(second));
    }

    @Test
    void aSessionThatEndedTakesItsTicketsAlong() {
        String gone = tickets.issue(ANN);
        String stays = tickets.issue(BOB);
        tickets.forget(ANN.session());
        assertEquals(Optional.empty(), tickets.redeem(gone));
        assertEquals(Optional.of(BOB), tickets.redeem(stays));
    }

    @Test
    void whoAsksForManyLosesHisOldestAndNobodyElses() {
        String bobs = tickets.issue(BOB);
        String first = tickets.issue(ANN);
        String last = first;
        for (int i = 0; i < 32; i++) {
            last = tickets.issue(ANN);
        }
        assertEquals(Optional.empty(), tickets.redeem(first));
        assertEquals(Optional.of(ANN), tickets.redeem(last));
        assertEquals(Optional.of(BOB), tickets.redeem(bobs));
    }

    private final class Millis extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
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
