package org.parley.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Walks a room's history from its first message to its newest. */
final class History {
    private static final int PAGE = 200;

    private History() {}

    static List<JsonNode> all(Person person, String room) {
        List<JsonNode> messages = new ArrayList<>();
        JsonNode page = page(person, room, 0);
        messages.addAll(Json.list(page.path("messages")));
        while (page.path("after").asBoolean()) {
            page = page(
                    person, room, messages.get(messages.size() - 1).path("id").asLong());
            messages.addAll(Json.list(page.path("messages")));
        }
        return messages;
    }

    private static JsonNode page(Person person, String room, long after) {
        return person.get("/api/rooms/" + room + "/messages?after=" + after + "&limit=" + PAGE)
                .expect(200);
    }
}
