package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and speaks over a WebSocket, the container's or the hand-made one: they cannot be told apart by their clients.
 */
public final class SocketReader extends Reader {
    private final Transport transport;
    private RawWebSocket socket;
    private boolean mute;

    SocketReader(Transport transport, Person person, Heard heard) {
        super(person, heard);
        this.transport = transport;
    }

    /** From now on it leaves heartbeats unanswered. */
    public SocketReader mute() {
        mute = true;
        return this;
    }

    @Override
    void open(String cursor) throws IOException {
        heard.expectHello();
        Request request = request(transport.path(), cursor);
        try {
            socket = RawWebSocket.open(newLine(), request.target(), request.headers());
        } catch (RawWebSocket.Refused e) {
            throw refusal(e.answer());
        }
        await("hello", () -> !heard.hello().isEmpty());
    }

    @Override
    JsonNode receive(Deadline deadline) throws IOException {
        JsonNode down = Json.parse(socket.readText(deadline));
        boolean heartbeat = down.path("type").asString().equals("batch")
                && down.path("events").isEmpty();
        if (heartbeat && !mute) {
            write(Commands.alive());
        }
        return down;
    }

    @Override
    public JsonNode send(ObjectNode command) {
        write(command);
        return awaitAnswer(command);
    }

    /** Sends a command without waiting for its answer. */
    public void write(ObjectNode command) {
        heard.expectAnswer(command.path("key").asString(""));
        write(command.toString());
    }

    /** Sends a text message, whatever it is. */
    public void write(String text) {
        try {
            socket.sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until this command, sent before, is answered. */
    public JsonNode awaitAnswer(ObjectNode command) {
        String key = command.path("key").asString();
        await("the answer to " + command, () -> heard.answer(key).isPresent());
        return heard.answer(key).orElseThrow();
    }

    public RawWebSocket socket() {
        return socket;
    }

    @Override
    public void vanish() {
        try {
            socket.vanish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
