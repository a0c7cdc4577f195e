package org.parley.delivery;

import java.util.ArrayList;
import java.util.List;
import org.parley.delivery.Checker.Message;
import org.parley.testing.Person;
import tools.jackson.databind.JsonNode;

/** Reads what the log holds, page by page, as its members may. */
final class ChaosLog {
    private ChaosLog() {}

    /** As a message's event tells it. */
    static Message message(JsonNode event) {
        return new Message(
                event.path("id").asLong(),
                event.path("room").asString(),
                event.path("from").asString(),
                event.path("key").asString(""),
                event.path("text").asString());
    }

    /** All messages that this person may see after this cursor. */
    static List<Message> read(Person person, String after) {
        List<Message> all = new ArrayList<>();
        String cursor = after;
        JsonNode batch;
        do {
            batch = person.get("/transport/polling?after=" + cursor).expect(200);
            cursor = batch.path("cursor").asString();
            for (JsonNode event : batch.path("events")) {
                if (event.path("type").asString().equals("message")) {
                    all.add(message(event));
                }
            }
        } while (batch.path("more").asBoolean());
        return all;
    }
}
