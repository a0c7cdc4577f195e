package org.parley.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class MemoryTicketsTest extends TicketsContract {
    private long millis;
    private final Tickets tickets = new MemoryTickets(new Millis());

    @Override
    protected Tickets tickets() {
        return tickets;
    }

    @Override
    protected Tickets redeeming() {
        return tickets;
    }

    @Override
    protected SignedIn signIn(String user) {
        return new SignedIn(user, "session of " + user);
    }

    @Override
    protected void end(SignedIn whom) {
        tickets.forget(whom.session());
    }

    @Override
    protected void pass(long time) {
        millis += time;
    }

    @Override
    protected long slack() {
        return 0;
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
