package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.contract.DeliveryContract.numbered;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** A cursor is enough to go on from, at once or much later. */
interface ResumeContract extends Stage {

    @Test
    default void aReaderResumesFromAnyCursorItWasGiven() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader first = reader(ann).connect();
        Map<String, Integer> heardBefore = new LinkedHashMap<>(Map.of(first.cursor(), 0));
        List<String> all = numbered("note", 12);
        for (String text : all) {
            ann.post(room, text);
            first.awaitText(room, text);
            heardBefore.put(first.cursor(), first.heard().texts(room).size());
        }
        heardBefore.forEach((cursor, count) -> {
            Reader later = reader(ann).connect(cursor);
            List<String> rest = all.subList(count, all.size());
            assertEquals(rest, later.awaitTexts(room, rest.size()).heard().texts(room), "after " + cursor);
            later.close();
        });
    }

    @Test
    default void aReaderThatWasAwayMissesNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader before = reader(ann).connect();
        ann.post(room, "before");
        before.awaitText(room, "before").close();
        ann.postAll(room, numbered("away", 10));
        Reader after = atTheEndClose(transport().reader(ann, before.heard())).connect(before.cursor());
        ann.post(room, "after");
        after.awaitText(room, "after");
        assertEquals(12, after.heard().texts(room).size());
    }

    @Test
    default void aReaderWithoutCursorStartsAtTheHead() {
        Person ann = person("ann");
        String room = ann.createRoom();
        ann.post(room, "before");
        Reader reader = reader(ann).connect();
        assertEquals(ann.cursor(), reader.cursor());
        ann.post(room, "after");
        assertEquals(List.of("after"), reader.awaitText(room, "after").heard().texts(room));
    }

    @Test
    default void whatPiledUpComesInBoundedBatches() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String cursor = ann.cursor();
        for (int i = 0; i < 6; i++) {
            ann.postAll(room, numbered("part " + i, 100));
        }
        Reader reader = reader(ann).connect(cursor).awaitTexts(room, 600);
        assertEquals(600, reader.heard().texts(room).size());
        for (JsonNode batch : reader.heard().batches()) {
            assertTrue(
                    batch.path("events").size() <= 256,
                    "events in a batch: " + batch.path("events").size());
        }
    }

    @Test
    default void longMessagesThatPiledUpAllArrive() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String cursor = ann.cursor();
        List<String> texts = numbered("x".repeat(8000), 60);
        for (int i = 0; i < texts.size(); i += 6) {
            ann.postAll(room, texts.subList(i, i + 6));
        }
        assertEquals(
                texts, reader(ann).connect(cursor).awaitTexts(room, 60).heard().texts(room));
    }

    @Test
    default void aCursorPassesOverWhatCannotBeSeen() {
        Person ann = person("ann");
        Person bob = person("bob");
        String common = ann.createRoom();
        bob.join(common);
        String cursor = bob.cursor();
        String room = ann.createRoom();
        for (int i = 0; i < 3; i++) {
            ann.postAll(room, numbered("unseen " + i, 100));
        }
        ann.post(common, "seen");
        Reader reader = reader(bob).connect(cursor).awaitText(common, "seen");
        assertTrue(reader.heard().texts(room).isEmpty());
        assertEquals(ann.cursor(), reader.cursor());
    }

    @Test
    default void theStateAndTheEventsAfterItAreTheStateLater() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        JsonNode before = bob.state();
        ann.postAll(room, numbered("new for @" + bob.name() + " is", 7));
        memberOf(room, "cai");
        Reader reader = reader(bob).connect(before.path("cursor").asString());
        JsonNode after = bob.state();
        reader.await(
                "the later state",
                () -> reader.cursor().equals(after.path("cursor").asString()));
        Room model = Room.of(before, room).with(reader.heard().events(room), bob.id());
        assertEquals(Room.of(after, room), model);
    }

    /** A room as a client models it. */
    record Room(int members, int unread, int mentions, long head) {
        static Room of(JsonNode state, String id) {
            JsonNode room = Json.list(state.path("rooms")).stream()
                    .filter(r -> r.path("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
            return new Room(
                    room.path("members").asInt(),
                    room.path("unread").asInt(),
                    room.path("mentions").asInt(),
                    room.path("head").asLong());
        }

        Room with(List<JsonNode> events, String me) {
            Room room = this;
            for (JsonNode event : events) {
                room = room.with(event, me);
            }
            return room;
        }

        private Room with(JsonNode event, String me) {
            if (event.path("type").asString().equals("message")) {
                int mention = Json.strings(event.path("mentions")).contains(me) ? 1 : 0;
                return new Room(
                        members,
                        unread + 1,
                        mentions + mention,
                        event.path("id").asLong());
            }
            return new Room(event.path("members").asInt(members), unread, mentions, head);
        }
    }
}
