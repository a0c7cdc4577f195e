package org.parley.testing;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/**
 * Reads by asking. A polling reader asks when it wants to know; a long-polling one always has a request open, the next
 * one as soon as an answer came. Commands go over HTTP.
 */
final class PollingReader extends HttpReader {
    private final Transport transport;
    private boolean asked;
    private String cursor = "";

    PollingReader(Transport transport, Person person, Heard heard) {
        super(person, heard);
        this.transport = transport;
        if (transport == Transport.LONG_POLLING) {
            with("wait", "2");
        }
    }

    @Override
    void open(String after) throws IOException {
        cursor = after;
        ask();
        if (cursor.isEmpty()) {
            next(Deadline.usual());
        }
    }

    private void ask() throws IOException {
        if (line == null) {
            line = newLine();
        }
        line.write(request(transport.path(), cursor));
        asked = true;
    }

    @Override
    JsonNode receive(Deadline deadline) throws IOException {
        if (!asked) {
            ask();
        }
        Answer answer = line.read(deadline);
        asked = false;
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        if (answer.header("connection").orElse("").equalsIgnoreCase("close")) {
            close();
        }
        return digest(answer.json());
    }

    private JsonNode digest(JsonNode batch) {
        if (!batch.path("type").asString("").equals("batch")) {
            throw new AssertionError("a poll's answer is a batch, but this came: " + batch);
        }
        boolean idle = batch.path("events").isEmpty()
                && batch.path("cursor").asString().equals(cursor);
        cursor = batch.path("cursor").asString();
        if (transport == Transport.LONG_POLLING) {
            if (!batch.path("replaced").asBoolean(false)) {
                askAhead();
            }
        } else if (idle) {
            Deadline.pause();
        }
        return batch;
    }

    /** The batch that was just received counts even if the server takes no further request; the next one will tell. */
    private void askAhead() {
        try {
            ask();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        super.close();
        asked = false;
    }
}
