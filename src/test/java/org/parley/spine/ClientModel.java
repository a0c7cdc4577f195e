package org.parley.spine;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.parley.chat.Archive.RoomState;
import org.parley.chat.Archive.Snapshot;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** What a client makes of a state and the events after it, by the table of docs/protocol.md and nothing else. */
final class ClientModel {
    private final String me;
    private final Map<String, Long> read;
    private final Map<String, RoomModel> rooms = new TreeMap<>();
    private final Map<String, TreeMap<Long, JsonNode>> messages = new HashMap<>();

    /** A room as {@code GET /api/state} has it. */
    record RoomModel(String name, String kind, String history, int members, long since, long head) {}

    /** And the counts that follow from the messages after the mark. */
    record Counted(RoomModel room, long read, long unread, long mentions) {}

    ClientModel(String me, Snapshot state) {
        this.me = me;
        this.read = new HashMap<>(state.personal().read());
        state.rooms().forEach((id, room) -> rooms.put(id, model(room)));
    }

    private static RoomModel model(RoomState state) {
        return new RoomModel(
                state.room().name(),
                state.room().kind(),
                state.room().history(),
                state.members(),
                state.since(),
                state.head());
    }

    void event(JsonNode event) {
        String room = event.path("room").asString("");
        boolean own = event.path("user").asString("").equals(me);
        switch (event.get("type").asString()) {
            case "message" -> rooms.computeIfPresent(room, (id, before) -> said(before, id, event));
            case "join" -> {
                if (own) {
                    rooms.put(room, joined(event));
                    messages.remove(room);
                } else {
                    rooms.computeIfPresent(room, (id, before) -> counted(before, event));
                }
            }
            case "leave" -> rooms.computeIfPresent(room, (id, before) -> own ? null : counted(before, event));
            default -> {}
        }
    }

    /** Personal state: the newest wins. */
    void mine(Map<String, Long> marks) {
        read.putAll(marks);
    }

    private RoomModel said(RoomModel before, String id, JsonNode event) {
        long at = event.get("id").asLong();
        messages.computeIfAbsent(id, room -> new TreeMap<>()).put(at, event);
        return new RoomModel(before.name, before.kind, before.history, before.members, before.since, at);
    }

    private static RoomModel counted(RoomModel before, JsonNode event) {
        int members = event.get("members").asInt();
        return new RoomModel(before.name, before.kind, before.history, members, before.since, before.head);
    }

    private static RoomModel joined(JsonNode event) {
        JsonNode as = event.get("as");
        long id = event.get("id").asLong();
        return new RoomModel(
                as.get("name").asString(),
                as.get("kind").asString(),
                as.get("history").asString(),
                event.get("members").asInt(),
                id,
                id);
    }

    /** What it now shows. */
    Map<String, Counted> rooms() {
        Map<String, Counted> shown = new TreeMap<>();
        rooms.forEach((id, room) -> {
            long mark = read.getOrDefault(id, 0L);
            var newer = messages.getOrDefault(id, new TreeMap<>())
                    .tailMap(mark, false)
                    .values();
            shown.put(
                    id,
                    new Counted(
                            room,
                            mark,
                            newer.stream().filter(this::isOthers).count(),
                            newer.stream().filter(this::namesMe).count()));
        });
        return shown;
    }

    private boolean isOthers(JsonNode message) {
        return !message.get("from").asString().equals(me);
    }

    private boolean namesMe(JsonNode message) {
        return Json.strings(message.path("mentions")).contains(me);
    }

    /** What the server would show who loads its state. */
    static Map<String, Counted> rooms(Snapshot state) {
        Map<String, Counted> shown = new TreeMap<>();
        state.rooms()
                .forEach((id, room) ->
                        shown.put(id, new Counted(model(room), room.read(), room.unread(), room.mentions())));
        return shown;
    }
}
