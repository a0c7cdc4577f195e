package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

/** The log is kept for a while only; a cursor from before is told so, on every transport. */
class ExpiredCursorIT extends OnStage {
    private static final int LONG_AGO = 300;

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "expiry",
                Map.of(
                        "parley.log.keep", "1s",
                        "parley.window.max.events", "16",
                        "parley.commands.burst", "1000"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @Test
    void aCursorFromBeforeTheLogsBeginningHasExpired() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String cursor = ann.cursor();
        for (int i = 0; i < LONG_AGO; i += 50) {
            ann.postAll(room, DeliveryContract.numbered("note " + i, 50));
        }
        for (Transport transport : Transport.values()) {
            Deadline.usual().await("an end on " + transport, () -> isGone(transport, ann, cursor));
        }
        assertEquals(LONG_AGO, ann.history(room).size(), "history stays");
    }

    private static boolean isGone(Transport transport, Person person, String cursor) {
        try (Reader reader = transport.reader(person).connect(cursor)) {
            reader.next(Deadline.inMillis(100));
            return false;
        } catch (LineEnded end) {
            assertEquals(GoneCursorContract.GONE, end.code(), end::toString);
            assertEquals("expired", end.problem().path("cause").asString(""), end::toString);
            return true;
        }
    }
}
