package org.parley.lab.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * Says things by {@code POST /api/commands}, over a connection of its own that is opened when first needed and kept.
 * One request is open at a time; what gathers meanwhile goes together.
 */
final class Poster implements Tcp.Owner, HttpParser.Handler {
    private static final int MOST = 100;

    private final Client client;
    private final Bytes answer = new Bytes();
    private HttpParser http = new HttpParser(this);
    private @Nullable Tcp tcp;
    private int status;

    Poster(Client client) {
        this.client = client;
    }

    int room(int flying) {
        return flying == 0 ? MOST : 0;
    }

    void say(List<byte[]> commands) {
        try {
            Tcp open = tcp;
            if (open == null || !open.isOpen()) {
                http = new HttpParser(this);
                tcp = open = client.worker.connect(client, this);
            }
            open.send(client.worker.requests.post(client, body(commands)));
            client.worker.score.requests.increment();
        } catch (IOException e) {
            ended(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] body(List<byte[]> commands) {
        if (commands.size() == 1) {
            return commands.get(0);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] command : commands) {
            body.write(body.size() == 0 ? '[' : ',');
            body.writeBytes(command);
        }
        body.write(']');
        return body.toByteArray();
    }

    @Override
    public void received(ByteBuffer bytes) {
        http.take(bytes);
    }

    @Override
    public void head(int code, String headers) {
        status = code;
        answer.clear();
    }

    @Override
    public void body(ByteBuffer part) {
        answer.add(part, part.remaining());
    }

    @Override
    public void end() {
        JsonNode json = Json.read(answer.copy());
        if (json.isArray()) {
            json.forEach(client.mouth::answered);
        } else if (status == 200) {
            client.mouth.answered(json);
        } else {
            client.mouth.allAnswered(json);
        }
        client.mouth.pump();
    }

    @Override
    public void ended(String why) {
        close();
        client.worker.score.trouble("post: " + why);
        client.mouth.lost();
        client.after(100_000_000, client.mouth::pump);
    }

    void finish() {
        if (tcp != null) {
            tcp.finish();
        }
    }

    void close() {
        if (tcp != null) {
            tcp.close();
        }
    }
}
