package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** What streams and sockets promise on top: they say hello, and they show that they live. */
interface StreamContract extends TransportContract {

    @Test
    default void theFirstWordIsHello() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        JsonNode hello = reader(ann).connect(cursor).heard().hello();
        assertEquals(cursor, hello.path("cursor").asString());
        assertEquals(ann.id(), hello.path("user").asString());
        assertEquals(OnContainer.HEARTBEAT, hello.path("heartbeat").asInt());
        assertEquals(1, hello.path("version").asInt());
        assertFalse(hello.path("node").asString().isEmpty());
    }

    @Test
    default void anIdleLineIsKeptAliveByEmptyBatches() {
        Reader ann = reader(person("ann")).connect();
        ann.await("five heartbeats", () -> ann.heard().batches().size() >= 5);
        assertTrue(ann.heard().batches().stream()
                .allMatch(batch -> batch.path("events").isEmpty()));
    }

    @Test
    default void aHeartbeatMovesTheCursorOverWhatCouldNotBeSeen() {
        Person ann = person("ann");
        Person bob = person("bob");
        Reader reader = reader(ann).connect();
        String room = bob.createRoom();
        bob.post(room, "not for ann");
        String head = ann.cursor();
        reader.await("the head's cursor", () -> reader.cursor().equals(head));
        assertTrue(reader.heard().texts(room).isEmpty());
    }
}
