package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command is answered once it is durable; its key makes it safe to send again. */
interface CommandContract extends Stage {

    @Test
    default void aPostIsAckedWithTheIdOfItsEvent() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        JsonNode ack = reader.send(Commands.post(room, "hello"));
        assertEquals("ack", ack.path("type").asString());
        reader.awaitText(room, "hello");
        assertEquals(ack.path("id"), reader.heard().events(room).get(0).path("id"));
    }

    @Test
    default void aNewRoomIsAckedWithItsId() {
        Person ann = person("ann");
        Reader reader = reader(ann).connect();
        JsonNode ack = reader.send(Commands.createRoom("研发 " + ann.name()));
        String room = ack.path("room").asString();
        reader.await("one's own join", () -> reader.heard().events(room).size() >= 2);
        assertEquals(
                List.of("room 研发 " + ann.name(), "join " + ann.id()),
                reader.heard().story(room));
        assertEquals(ack.path("id"), reader.heard().events(room).get(0).path("id"));
    }

    @Test
    default void theSameKeyGetsTheSameAnswerAndWritesNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        ObjectNode post = Commands.post(room, "once");
        JsonNode ack = reader.send(post);
        assertEquals(ack, reader.send(post));
        assertEquals(ack, ann.send(post));
        ann.post(room, "end");
        reader.awaitText(room, "end");
        assertEquals(List.of("once", "end"), reader.heard().texts(room));
    }

    @Test
    default void theSameKeyTwiceInOneBodyWritesOnce() {
        Person ann = person("ann");
        String room = ann.createRoom();
        ObjectNode post = Commands.post(room, "once");
        List<JsonNode> answers = ann.send(List.of(post, post, Commands.post(room, "end")));
        assertEquals(answers.get(0), answers.get(1));
        assertEquals(2, ann.history(room).size());
    }

    @Test
    default void theSameKeyWithAnotherBodyIsRefused() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        ObjectNode post = Commands.post(room, "one");
        JsonNode ack = ann.done(post);
        JsonNode answer = reader.send(post.deepCopy().put("text", "another"));
        assertEquals("key-reused", answer.path("code").asString());
        assertEquals(ack, ann.send(post));
        assertEquals(1, ann.history(room).size());
    }

    @Test
    default void theFirstAnswerIsGivenEvenToWhoMayNoLonger() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        ObjectNode post = Commands.post(room, "farewell");
        JsonNode ack = ann.done(post);
        ann.leave(room);
        assertEquals(ack, reader.send(post));
    }

    @Test
    default void aKeyIsItsUsersOwn() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        ObjectNode post = Commands.post(room, "the same words");
        long first = ann.done(post).path("id").asLong();
        JsonNode second = reader(bob).connect().send(post);
        assertTrue(second.path("id").asLong() > first, second::toString);
    }

    @Test
    default void anErrorUsesUpNoKey() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = person("bob");
        Reader reader = reader(bob).connect();
        ObjectNode post = Commands.post(room, "may I?");
        assertEquals("not-a-member", reader.send(post).path("code").asString());
        bob.join(room);
        assertTrue(bob.done(post).has("id"));
    }

    @Test
    default void aCommandWithoutEffectIsAckedWithoutId() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        JsonNode again = reader.send(Commands.join(room));
        assertEquals("ack", again.path("type").asString());
        assertFalse(again.has("id"), again::toString);
        assertTrue(reader.send(Commands.leave(room)).has("id"));
        assertFalse(reader.send(Commands.leave(room)).has("id"));
    }

    @Test
    default void unknownFieldsAreIgnored() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        assertTrue(
                reader.send(Commands.post(room, "hello").put("colour", "red")).has("id"));
    }
}
