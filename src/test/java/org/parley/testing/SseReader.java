package org.parley.testing;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Reads a stream of server-sent events; commands go over HTTP. */
final class SseReader extends HttpReader {
    private SseStream stream;

    SseReader(Person person, Heard heard) {
        super(person, heard);
    }

    @Override
    void open(String cursor) throws IOException {
        line = newLine();
        line.write(request(Transport.SSE.path(), cursor));
        Answer head = line.readHead(Deadline.usual());
        if (head.status() != 200) {
            throw refusal(line.readBody(head, Deadline.usual()));
        }
        if (!head.header("content-type").orElse("").startsWith("text/event-stream")) {
            throw new AssertionError("not an event stream: " + head);
        }
        stream = new SseStream(line);
        next(Deadline.usual());
    }

    @Override
    JsonNode receive(Deadline deadline) throws IOException {
        SseStream.Event event = stream.next(deadline);
        JsonNode down = Json.parse(event.data());
        if (down.path("type").asString().equals("bye")) {
            throw new LineEnded(
                    down.path("code").asInt(),
                    down.path("reason").asString(""),
                    down.has("cause") ? down : Json.object());
        }
        if (down.path("type").asString().equals("batch")
                && !down.path("cursor").asString().equals(event.id())) {
            throw new AssertionError("the event's id is not its batch's cursor: " + event);
        }
        return down;
    }
}
