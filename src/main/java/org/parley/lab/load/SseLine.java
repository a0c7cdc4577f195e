package org.parley.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A stream of events down, and posts up. */
final class SseLine implements Line, Tcp.Owner, HttpParser.Handler {
    private final Client client;
    private final Poster poster;
    private final HttpParser http = new HttpParser(this);
    private final EventReader events;
    private final Tcp tcp;
    private boolean open;

    SseLine(Client client) throws IOException {
        this.client = client;
        poster = new Poster(client);
        events = new EventReader(client::message);
        tcp = client.worker.connect(client, this);
        tcp.send(client.worker.requests.read(client, ""));
        client.worker.score.requests.increment();
    }

    @Override
    public int room(int flying) {
        return poster.room(flying);
    }

    @Override
    public void say(List<byte[]> commands) {
        poster.say(commands);
    }

    @Override
    public void finish() {
        poster.finish();
        tcp.finish();
    }

    @Override
    public void close() {
        poster.close();
        tcp.close();
    }

    @Override
    public void received(ByteBuffer bytes) {
        http.take(bytes);
    }

    @Override
    public void ended(String why) {
        client.ended(why);
    }

    @Override
    public void head(int status, String headers) {
        open = status == 200;
        if (!open) {
            client.ended("answered " + status);
        }
    }

    @Override
    public void body(ByteBuffer part) {
        if (open) {
            events.take(part);
        }
    }

    @Override
    public void end() {
        client.ended("the stream ended");
    }
}
