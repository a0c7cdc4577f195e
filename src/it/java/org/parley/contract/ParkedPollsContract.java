package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** What long-polling promises on top: how long a request is held, and who gives way when there are many. */
interface ParkedPollsContract extends TransportContract {
    int PARKED_FOR_ONE_SESSION = 8;
    int MALFORMED = 4400;

    @Test
    default void aHeldPollIsAnsweredEmptyAfterItsWait() {
        Person ann = person("ann");
        long start = System.nanoTime();
        Reader reader = reader(ann).with("wait", "1").connect(ann.cursor());
        JsonNode batch = reader.next(Deadline.usual()).orElseThrow();
        Duration held = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(batch.path("events").isEmpty(), batch::toString);
        assertTrue(held.toMillis() >= 950, "held for " + held);
    }

    @Test
    default void aHeldPollIsAnsweredByTheFirstEventItsReaderMaySee() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(bob).with("wait", "50").connect(bob.cursor());
        ann.post(room, "hello");
        JsonNode batch = reader.next(Deadline.usual()).orElseThrow();
        assertEquals("hello", batch.path("events").path(0).path("text").asString(""), batch::toString);
    }

    @Test
    default void whatCannotBeSeenEndsNoHeldPoll() {
        Person ann = person("ann");
        String hidden = ann.createRoom();
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(bob).with("wait", "50").connect(bob.cursor());
        ann.post(hidden, "not for bob");
        ann.exchange(Request.post("/api/commands", Commands.typing(room)));
        ann.post(room, "hello");
        JsonNode batch = reader.next(Deadline.usual()).orElseThrow();
        assertEquals(1, batch.path("events").size(), batch::toString);
    }

    /** Two requests on two connections may overtake each other, so either may be the newer; both must not stay. */
    @Test
    default void aNewerPollOfTheSameClientReplacesTheOlder() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        Reader one = reader(ann).with("client", "tab").with("wait", "50").connect(cursor);
        Reader two = reader(ann).with("client", "tab").with("wait", "50").connect(cursor);
        Reader older = whoIsAnswered(one, two);
        JsonNode batch = older.heard().batches().get(0);
        assertTrue(batch.path("replaced").asBoolean(false), batch::toString);
        assertTrue(batch.path("events").isEmpty(), batch::toString);
        assertEquals(cursor, batch.path("cursor").asString());
        Reader newer = older == one ? two : one;
        String room = ann.createRoom();
        newer.await("the room", () -> !newer.heard().events(room).isEmpty());
        assertFalse(newer.heard().batches().get(0).path("replaced").asBoolean(false));
    }

    private static Reader whoIsAnswered(Reader one, Reader two) {
        Deadline deadline = Deadline.usual();
        while (!deadline.passed()) {
            for (Reader reader : List.of(one, two)) {
                if (reader.next(Deadline.inMillis(50)).isPresent()) {
                    return reader;
                }
            }
        }
        throw new AssertionError("both polls stay parked");
    }

    @Test
    default void anotherSessionsClientOfTheSameNameIsLeftAlone() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        Reader mine = reader(ann).with("client", "tab").with("wait", "50").connect(cursor);
        reader(atTheEndClose(ann.again()))
                .with("client", "tab")
                .with("wait", "50")
                .connect(cursor);
        String room = ann.createRoom();
        mine.await("the room", () -> !mine.heard().events(room).isEmpty());
        assertFalse(mine.heard().batches().get(0).path("replaced").asBoolean(false));
    }

    @Test
    default void whenTooManyAreParkedTheOldestIsAnswered() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        List<Reader> readers = IntStream.rangeClosed(0, PARKED_FOR_ONE_SESSION)
                .mapToObj(i -> reader(ann).with("wait", "50").connect(cursor))
                .toList();
        JsonNode batch = readers.get(0).next(Deadline.usual()).orElseThrow();
        assertTrue(batch.path("events").isEmpty(), batch::toString);
        assertEquals(cursor, batch.path("cursor").asString());
    }

    @Test
    default void aPollWhoseClientHungUpLosesNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String cursor = ann.cursor();
        Reader gone = reader(ann).with("wait", "50").connect(cursor);
        gone.vanish();
        ann.post(room, "hello");
        reader(ann).connect(cursor).awaitText(room, "hello");
    }

    @Test
    default void aParameterOutOfRangeIsNamed() {
        Person ann = person("ann");
        assertMalformed(reader(ann).with("wait", "0"), "wait");
        assertMalformed(reader(ann).with("wait", "56"), "wait");
        assertMalformed(reader(ann).with("wait", "soon"), "wait");
        assertMalformed(reader(ann).with("client", "x".repeat(65)), "client");
    }

    private static void assertMalformed(Reader reader, String field) {
        LineEnded end = assertThrows(LineEnded.class, reader::connect);
        assertEquals(MALFORMED, end.code(), end::toString);
        assertEquals(field, end.problem().path("field").asString(""), end::toString);
    }
}
