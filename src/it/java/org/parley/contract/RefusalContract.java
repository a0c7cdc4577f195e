package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.parley.testing.Answer;
import org.parley.testing.Commands;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What cannot be done is refused with a code, and what is wrong is named. */
interface RefusalContract extends Stage {

    @Test
    default void whoIsNotAMemberMayNotPostReadOrJustLookBusy() {
        String room = person("ann").createRoom();
        Reader bob = reader(person("bob")).connect();
        assertRefused(bob, Commands.post(room, "hello"), "not-a-member");
        assertRefused(bob, Commands.read(room, 0), "not-a-member");
    }

    @Test
    default void aRoomThatDoesNotExistIsUnknown() {
        Reader ann = reader(person("ann")).connect();
        assertRefused(ann, Commands.post("r999999", "hello"), "unknown-room");
        assertRefused(ann, Commands.join("r999999"), "unknown-room");
        assertRefused(ann, Commands.leave("r999999"), "unknown-room");
        assertRefused(ann, Commands.read("r999999", 0), "unknown-room");
    }

    @Test
    default void aRoomsNameIsTakenWithoutRegardToCase() {
        Person ann = person("ann");
        Reader reader = reader(ann).connect();
        reader.send(Commands.createRoom("Straße " + ann.name()));
        assertRefused(reader, Commands.createRoom("  straße " + ann.name() + ' '), "name-taken");
    }

    @Test
    default void anUnknownTypeIsNamed() {
        Reader ann = reader(person("ann")).connect();
        JsonNode answer = ann.send(Commands.keyed("fly-away"));
        assertEquals("malformed", answer.path("code").asString());
        assertTrue(answer.toString().contains("fly-away"), answer::toString);
    }

    @Test
    default void aMalformedFieldIsNamed() {
        Person person = person("ann");
        String room = person.createRoom();
        Reader ann = reader(person).connect();
        assertMalformed(ann, without(Commands.post(room, "hello"), "room"), "room");
        assertMalformed(ann, without(Commands.post(room, "hello"), "text"), "text");
        assertMalformed(ann, Commands.post(room, "hello").put("text", 7), "text");
        assertMalformed(ann, Commands.post(room, "hello").put("room", true), "room");
        assertMalformed(ann, Commands.post(room, ""), "text");
        assertMalformed(ann, Commands.post(room, " \n\t\u3000"), "text");
        assertMalformed(ann, without(Commands.read(room, 0), "id"), "id");
        assertMalformed(ann, Commands.read(room, -1), "id");
        assertMalformed(ann, Commands.read(room, 1L << 40), "id");
    }

    @Test
    default void aRoomThatCannotBeMadeIsMalformed() {
        Reader ann = reader(person("ann")).connect();
        assertMalformed(ann, Commands.createRoom("  "), "name");
        assertMalformed(ann, Commands.createRoom("x".repeat(81)), "name");
        assertMalformed(ann, Commands.createRoom("two\nlines"), "name");
        assertMalformed(ann, Commands.createRoom("odd").put("kind", "odd"), "kind");
    }

    @Test
    default void aTextOverTheLimitIsTooLong() {
        Person person = person("ann");
        String room = person.createRoom();
        Reader ann = reader(person).connect();
        JsonNode answer = assertRefused(ann, Commands.post(room, "长".repeat(2731)), "too-long");
        assertEquals("text", answer.path("field").asString());
        assertEquals(8192, answer.path("limit").asInt());
        assertTrue(person.history(room).isEmpty());
    }

    @Test
    default void overHttpAProblemHasItsStatus() {
        Person ann = person("ann");
        String room = person("bob").createRoom();
        command(ann, Commands.post(room, "hello").toString()).expectProblem(403, "not-a-member");
        command(ann, Commands.post("r999999", "hello").toString()).expectProblem(404, "unknown-room");
        command(ann, "{\"type\":").expectProblem(400, "malformed");
        command(ann, "7").expectProblem(400, "malformed");
        command(ann, "{\"type\":\"post\",\"room\":\"r1\",\"text\":\"no key\"}").expectProblem(400, "malformed");
        command(ann, "\"" + "x".repeat(70_000) + "\"").expectProblem(413, "too-long");
    }

    private static Answer command(Person person, String body) {
        return person.exchange(Request.post("/api/commands", body));
    }

    private static ObjectNode without(ObjectNode command, String field) {
        command.remove(field);
        return command;
    }

    private static void assertMalformed(Reader reader, ObjectNode command, String field) {
        assertEquals(
                field, assertRefused(reader, command, "malformed").path("field").asString(""), command::toString);
    }

    private static JsonNode assertRefused(Reader reader, ObjectNode command, String code) {
        JsonNode answer = reader.send(command);
        assertEquals(code, answer.path("code").asString(""), () -> command + " got " + answer);
        assertEquals(command.path("key"), answer.path("key"), answer::toString);
        return answer;
    }
}
