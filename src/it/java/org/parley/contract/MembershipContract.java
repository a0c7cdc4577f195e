package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** Who comes and goes hears what he may, whether he was reading meanwhile or not. */
interface MembershipContract extends Stage {

    @Test
    default void whoJoinsWhileReadingHearsTheRoomFromThenOn() {
        Person ann = person("ann");
        String room = ann.createRoom();
        ann.post(room, "before");
        Person bob = person("bob");
        Reader reader = reader(bob).connect();
        bob.join(room);
        ann.post(room, "after");
        reader.awaitText(room, "after");
        assertEquals(
                List.of("join " + bob.id(), "message after"), reader.heard().story(room));
    }

    @Test
    default void whoLeavesWhileReadingHearsNoMoreThanThat() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(bob).connect();
        ann.post(room, "before");
        reader.awaitText(room, "before");
        bob.leave(room);
        ann.post(room, "after");
        awaitEcho(reader, ann);
        assertEquals(
                List.of("message before", "leave " + bob.id()), reader.heard().story(room));
    }

    @Test
    default void whoRejoinsWhileReadingMissesOnlyTheTimeBetween() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(bob).connect();
        ann.post(room, "one");
        reader.awaitText(room, "one");
        bob.leave(room);
        ann.post(room, "two");
        bob.join(room);
        ann.post(room, "three");
        reader.awaitText(room, "three");
        assertEquals(
                List.of("message one", "leave " + bob.id(), "join " + bob.id(), "message three"),
                reader.heard().story(room));
    }

    @Test
    default void whoJoinedWhileAwayHearsTheRoomFromThenOn() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = person("bob");
        String cursor = bob.cursor();
        ann.post(room, "before");
        bob.join(room);
        ann.post(room, "after");
        Reader reader = reader(bob).connect(cursor).awaitText(room, "after");
        assertEquals(
                List.of("join " + bob.id(), "message after"), reader.heard().story(room));
    }

    @Test
    default void whoLeftWhileAwayHearsOnlyThatHeDid() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        String cursor = bob.cursor();
        ann.post(room, "missed");
        bob.leave(room);
        Reader reader = reader(bob).connect(cursor);
        awaitEcho(reader, ann);
        assertEquals(List.of("leave " + bob.id()), reader.heard().story(room));
    }

    @Test
    default void whoRejoinedWhileAwayHearsTheRoomSinceHisNewestJoin() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        String cursor = bob.cursor();
        ann.post(room, "one");
        bob.leave(room);
        ann.post(room, "two");
        bob.join(room);
        ann.post(room, "three");
        Reader reader = reader(bob).connect(cursor).awaitText(room, "three");
        assertEquals(
                List.of("leave " + bob.id(), "join " + bob.id(), "message three"),
                reader.heard().story(room));
    }

    @Test
    default void othersHearWhoCameAndWent() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        Person bob = memberOf(room, "bob");
        bob.leave(room);
        reader.await("his leave", () -> reader.heard().story(room).contains("leave " + bob.id()));
        List<JsonNode> events = reader.heard().events(room);
        assertEquals(
                List.of("join " + bob.id(), "leave " + bob.id()), reader.heard().story(room));
        assertEquals(bob.name(), events.get(0).path("name").asString());
        assertEquals(2, events.get(0).path("members").asInt());
        assertEquals(1, events.get(1).path("members").asInt());
    }

    @Test
    default void onesOwnJoinBringsTheRoom() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = person("bob");
        Reader reader = reader(bob).connect();
        bob.join(room);
        reader.await("the join", () -> !reader.heard().events(room).isEmpty());
        JsonNode as = reader.heard().events(room).get(0).path("as");
        assertTrue(as.path("name").asString().startsWith("room "), as::toString);
        assertEquals("public", as.path("kind").asString());
        assertEquals("all", as.path("history").asString());
    }

    /** Waits for something later that the reader is sure to hear. */
    private static void awaitEcho(Reader reader, Person other) {
        String common = other.createRoom();
        reader.person().join(common);
        other.post(common, "echo");
        reader.awaitText(common, "echo");
    }
}
