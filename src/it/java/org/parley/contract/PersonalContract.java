package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.SocketReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is not in the log: one's own read marks, who is typing, who is there. */
interface PersonalContract extends Stage {

    @Test
    default void aReadMarkIsToldToOnesOtherReaders() {
        Person ann = person("ann");
        String room = ann.createRoom();
        long id = memberOf(room, "bob").post(room, "read me");
        JsonNode before = ann.state();
        Reader phone =
                reader(ann).knowingMine(before.path("mine").path("version").asLong());
        phone.connect(before.path("cursor").asString());
        JsonNode ack = reader(ann).connect().send(Commands.read(room, id));
        assertTrue(ack.path("type").asString().equals("ack") && !ack.has("id"), ack::toString);
        phone.await("the mark", () -> phone.heard().read(room) == id);
        assertEquals(0, ResumeContract.Room.of(ann.state(), room).unread());
    }

    @Test
    default void aReadMarkSetWhileAwayIsTold() {
        Person ann = person("ann");
        String room = ann.createRoom();
        long id = ann.post(room, "hello");
        JsonNode before = ann.state();
        ann.done(Commands.read(room, id));
        Reader reader =
                reader(ann).knowingMine(before.path("mine").path("version").asLong());
        reader.connect(before.path("cursor").asString());
        reader.await("the mark", () -> reader.heard().read(room) == id);
    }

    @Test
    default void whoIsTypingIsToldToTheRoomForAWhile() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(ann).with("wait", "1").connect();
        Reader typist = reader(bob).connect();
        tell(typist, Commands.typing(room));
        reader.await("typing", () -> reader.heard().typing(room).contains(bob.id()));
        reader.await("no more typing", () -> reader.heard().typing(room).isEmpty());
    }

    @Test
    default void whoReadsIsOnlineUntilHeStops() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader reader = reader(ann).with("wait", "1").connect();
        reader.await("oneself", () -> reader.heard().online(room).contains(ann.id()));
        Reader other = reader(bob).connect();
        reader.await("the other", () -> reader.heard().online(room).contains(bob.id()));
        other.close();
        reader.await("that he left", () -> !reader.heard().online(room).contains(bob.id()));
    }

    /** Sends a command that is never answered. */
    private static void tell(Reader reader, ObjectNode command) {
        if (reader instanceof SocketReader socket) {
            socket.write(command);
        } else {
            int status = reader.person()
                    .exchange(Request.post("/api/commands", command))
                    .status();
            assertTrue(status == 200 || status == 204, "the answer to " + command + " has status " + status);
        }
    }

    @Test
    default void theStateHasOnesReadMarks() {
        Person ann = person("ann");
        String room = ann.createRoom();
        long id = ann.post(room, "hello");
        reader(ann).connect().send(Commands.read(room, id));
        JsonNode read = ann.state().path("mine").path("read");
        assertEquals(id, read.path(room).asLong(-1), read::toString);
    }
}
