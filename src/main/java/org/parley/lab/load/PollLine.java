package org.parley.lab.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Polls over a connection that is kept, and posts over another one. Polling asks every so often, by a clock that does
 * not wait for answers; long-polling asks again as soon as it was answered.
 */
final class PollLine implements Line, Tcp.Owner, HttpParser.Handler {
    private final Client client;
    private final Worker worker;
    private final Poster poster;
    private final String query;
    private final long interval;
    private final Bytes answer = new Bytes();
    private Tcp tcp;
    private HttpParser http = new HttpParser(this);
    private long next;
    private int status;
    private boolean first = true;
    private boolean finishing;

    /** Polls now, and then every {@code interval} nanoseconds, or without a pause if that is 0. */
    PollLine(Client client, String query, long interval) throws IOException {
        this.client = client;
        this.worker = client.worker;
        this.query = query;
        this.interval = interval;
        poster = new Poster(client);
        tcp = worker.connect(client, this);
        poll();
    }

    private void poll() {
        if (!tcp.isOpen()) {
            try {
                http = new HttpParser(this);
                tcp = worker.connect(client, this);
            } catch (IOException e) {
                client.ended(String.valueOf(e.getMessage()));
                return;
            }
        }
        tcp.send(worker.requests.read(client, query));
        worker.score.requests.increment();
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
        finishing = true;
        poster.finish();
        tcp.finish();
    }

    @Override
    public void close() {
        finishing = true;
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
        if (status != 200) {
            client.ended("answered " + status);
            return;
        }
        long now = System.nanoTime();
        client.batch(answer, now);
        if (Ear.isEmpty(answer)) {
            worker.score.empty.increment();
        }
        if (first) {
            first = false;
            next = now + (interval == 0 ? 0 : ThreadLocalRandom.current().nextLong(interval));
            client.arrived(Ear.cursor(answer));
        } else {
            next = Math.max(now, next + interval);
        }
        again(Ear.hasMore(answer) ? 0 : next - now);
    }

    private void again(long pause) {
        if (pause <= 0 && !finishing) {
            poll();
        } else {
            client.after(pause, () -> {
                if (!finishing) {
                    poll();
                }
            });
        }
    }
}
