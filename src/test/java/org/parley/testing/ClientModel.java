package org.parley.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client makes of a state and what it is told after it, by docs/protocol.md and nothing else. It remembers who
 * spoke, but loads no messages.
 */
public final class ClientModel {
    private static final int MOST_COUNTED = 1000;

    private final String me;
    private final Map<String, Long> read = new TreeMap<>();
    private final Map<String, RoomModel> rooms = new TreeMap<>();
    private final Set<String> personal = new TreeSet<>();
    private long version;

    /** Begins with what {@code GET /api/state} answered. */
    public ClientModel(JsonNode state) {
        me = state.path("me").path("id").asString();
        version = state.path("mine").path("version").asLong();
        read.putAll(marks(state.path("mine")));
        rooms(state).forEach((id, room) -> rooms.put(id, new RoomModel((ObjectNode) room)));
    }

    /** The rooms of a state by their ids. */
    public static Map<String, JsonNode> rooms(JsonNode state) {
        Map<String, JsonNode> rooms = new TreeMap<>();
        state.path("rooms").forEach(room -> rooms.put(room.path("id").asString(), Json.parse(room.toString())));
        return rooms;
    }

    /** The read marks among personal state. */
    static Map<String, Long> marks(JsonNode mine) {
        Map<String, Long> marks = new TreeMap<>();
        mine.path("read")
                .properties()
                .forEach(mark -> marks.put(mark.getKey(), mark.getValue().asLong()));
        return marks;
    }

    /** The rooms as they would stand in a state now. */
    public Map<String, JsonNode> rooms() {
        Map<String, JsonNode> shown = new TreeMap<>();
        rooms.forEach((id, room) -> shown.put(id, Json.parse(room.fields.toString())));
        return shown;
    }

    /** Personal state as it would stand in a state now. */
    public JsonNode mine() {
        ObjectNode mine = Json.object().put("version", version);
        ObjectNode marks = mine.putObject("read");
        read.forEach(marks::put);
        return Json.parse(mine.toString());
    }

    /** The kinds of personal state that were told. */
    public Set<String> personal() {
        return personal;
    }

    /** How new the personal state is. */
    public long version() {
        return version;
    }

    /** Takes whatever came down a line. */
    public void hear(JsonNode down) {
        down.path("events").forEach(this::event);
        if (down.path("type").asString("").equals("mine")) {
            mine(down);
        } else if (down.has("mine")) {
            mine(down.path("mine"));
        }
    }

    /** Takes an event. */
    public void event(JsonNode event) {
        String room = event.path("room").asString("");
        boolean own = event.path("user").asString("").equals(me);
        switch (event.path("type").asString()) {
            case "message" -> rooms.computeIfPresent(room, (id, before) -> before.said(event, me));
            case "join" -> {
                if (own) {
                    rooms.put(room, RoomModel.joined(event, read.getOrDefault(room, 0L)));
                } else {
                    rooms.computeIfPresent(room, (id, before) -> before.members(event));
                }
            }
            case "leave" -> rooms.computeIfPresent(room, (id, before) -> own ? null : before.members(event));
            default -> {}
        }
    }

    /** Takes personal state; the newest wins. */
    public void mine(JsonNode mine) {
        if (mine.path("version").asLong() <= version) {
            return;
        }
        version = mine.path("version").asLong();
        mine.properties().forEach(field -> personal.add(field.getKey()));
        personal.removeAll(Set.of("type", "version"));
        read.putAll(marks(mine));
        marks(mine).forEach((room, id) -> {
            rooms.computeIfPresent(room, (same, model) -> model.read(id));
            rooms.computeIfPresent(
                    room, (same, model) -> model.count(mine.path("counts").path(room)));
        });
    }

    /** A room as a state has it, and what it takes to go on counting. */
    private static final class RoomModel {
        private final ObjectNode fields;
        private final List<JsonNode> saidByOthers = new ArrayList<>();
        private long counted;

        RoomModel(ObjectNode fields) {
            this.fields = fields.deepCopy();
        }

        static RoomModel joined(JsonNode event, long read) {
            ObjectNode fields = Json.of("id", event.path("room").asString());
            fields.setAll((ObjectNode) event.path("as"));
            fields.set("members", event.path("members"));
            long id = event.path("id").asLong();
            fields.put("since", id).put("head", id).put("unread", 0).put("mentions", 0);
            return new RoomModel(fields.put("read", read));
        }

        RoomModel members(JsonNode event) {
            fields.set("members", event.path("members"));
            return this;
        }

        RoomModel read(long id) {
            fields.put("read", id);
            return this;
        }

        RoomModel said(JsonNode message, String me) {
            long id = message.path("id").asLong();
            fields.put("head", id);
            if (!message.path("from").asString().equals(me)) {
                ObjectNode said = Json.object().put("id", id).put("named", names(message, me));
                saidByOthers.add(said);
                if (id > counted && id > fields.path("read").asLong()) {
                    counts(
                            fields.path("unread").asInt() + 1,
                            fields.path("mentions").asInt() + mentions(said));
                }
            }
            return this;
        }

        /** Counts of a membership that is over are passed over. */
        RoomModel count(JsonNode counts) {
            long at = counts.path("at").asLong(0);
            if (at >= fields.path("since").asLong() && !counts.isMissingNode()) {
                counted = at;
                List<JsonNode> later = saidByOthers.stream()
                        .filter(said -> said.path("id").asLong() > at)
                        .toList();
                int named = later.stream().mapToInt(RoomModel::mentions).sum();
                counts(
                        counts.path("unread").asInt() + later.size(),
                        counts.path("mentions").asInt() + named);
            }
            return this;
        }

        private void counts(int unread, int mentions) {
            fields.put("unread", Math.min(unread, MOST_COUNTED)).put("mentions", Math.min(mentions, MOST_COUNTED));
        }

        private static boolean names(JsonNode message, String user) {
            return Json.strings(message.path("mentions")).contains(user);
        }

        private static int mentions(JsonNode said) {
            return said.path("named").asBoolean() ? 1 : 0;
        }
    }
}
