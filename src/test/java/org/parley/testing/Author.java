package org.parley.testing;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A thread that posts numbered messages and gives none up: whatever happens to the server, it sends again, from its
 * oldest unacked message on, with the same keys, until all are acked.
 */
public abstract class Author implements Runnable {
    /** How many messages may be unacked at a time. */
    public static final int WINDOW = 10;

    /** In whose name it posts. */
    public final Person person;

    private final String room;
    private final AtomicReference<URI> server;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Map<String, Long> acked = new ConcurrentHashMap<>();
    private final Deque<ObjectNode> unacked = new ArrayDeque<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int written;

    Author(Person person, String room, AtomicReference<URI> server) {
        this.person = person;
        this.room = room;
        this.server = server;
    }

    /** Sends these once over a line to this server and calls {@link #answered} for what is answered. */
    abstract void send(Person there, List<ObjectNode> commands);

    /** Forgets the line that broke. */
    abstract void lost();

    @Override
    public void run() {
        try {
            writeAll();
        } catch (RuntimeException | AssertionError e) {
            failure.set(e);
        }
        lost();
        done.countDown();
    }

    private void writeAll() {
        while (!enough.get() || !unacked.isEmpty()) {
            while (!enough.get() && unacked.size() < WINDOW) {
                unacked.add(Commands.post(room, person.name() + ' ' + written++));
            }
            tryToSend();
        }
    }

    private void tryToSend() {
        try {
            send(person.at(server.get()), new ArrayList<>(unacked));
        } catch (UncheckedIOException | LineEnded e) {
            lost();
            Deadline.pause();
        }
    }

    /** An ack is noted; after {@code unavailable} the message is sent again; anything else is a fault. */
    void answered(JsonNode answer) {
        String key = answer.path("key").asString();
        if (answer.path("code").asString("").equals("unavailable")) {
            return;
        }
        if (!answer.path("type").asString("").equals("ack")) {
            throw new AssertionError("neither ack nor unavailable: " + answer);
        }
        for (Iterator<ObjectNode> waiting = unacked.iterator(); waiting.hasNext(); ) {
            ObjectNode post = waiting.next();
            if (post.path("key").asString().equals(key)) {
                acked.put(post.path("text").asString(), answer.path("id").asLong());
                waiting.remove();
            }
        }
    }

    /** Writes nothing new any more, and waits until all is acked. */
    public void finish() {
        enough.set(true);
        Deadline.usual().await("all of " + person.name() + "'s posts acked", () -> done.getCount() == 0);
        if (failure.get() != null) {
            throw new AssertionError(person.name() + " gave up", failure.get());
        }
    }

    /** Returns when more was acked than can have been on its way. */
    public void awaitMore() {
        int before = acked.size();
        Deadline.usual().await("acks of " + person.name() + "'s posts", () -> acked.size() > before + 2 * WINDOW);
    }

    /** Makes up nothing new any more. */
    public void stopWriting() {
        enough.set(true);
    }

    /** The texts that were acked, with the ids that they were acked with. */
    public Map<String, Long> acked() {
        return acked;
    }

    /** How many messages it has made up. */
    public int written() {
        return written;
    }
}
