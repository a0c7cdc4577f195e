package org.parley.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.log.Cursor;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** Keeps what it is given; can refuse to take more, block its loop, or break. */
public final class RecordingSink implements Sink {
    static final Framing PLAIN = (json, cursor) -> new Frame(json);

    public volatile Follower follower;
    public volatile Ending ending;
    volatile boolean broken;
    final AtomicLong taken = new AtomicLong();
    private final List<JsonNode> messages = new ArrayList<>();
    private final boolean twoWay;
    private volatile boolean refusing;
    private volatile boolean full;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean entered;

    RecordingSink() {
        this(false);
    }

    public RecordingSink(boolean twoWay) {
        this.twoWay = twoWay;
    }

    /** Takes one more frame and then none. */
    public void refuse() {
        full = false;
        refusing = true;
    }

    /** Waits until it has taken its last one, whatever that was. */
    void awaitFull() {
        Deadline.usual().await("the last frame", () -> full);
    }

    public void acceptAgain() {
        refusing = false;
        follower.ready();
    }

    /** Keeps the loop waiting in the next write. */
    void block() {
        entered = false;
        gate = new CountDownLatch(1);
    }

    void awaitBlocked() {
        Deadline.usual().await("the loop waits", () -> entered);
    }

    void unblock() {
        gate.countDown();
    }

    @Override
    public boolean write(Frame frame) {
        pass();
        if (broken) {
            throw new OutOfMemoryError("made to break");
        }
        synchronized (messages) {
            messages.add(Json.parse(frame.text()));
        }
        boolean last = refusing;
        full = last;
        return !last;
    }

    private void pass() {
        entered = true;
        try {
            gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close(Ending reason) {
        ending = reason;
    }

    @Override
    public long taken() {
        return taken.get();
    }

    @Override
    public boolean twoWay() {
        return twoWay;
    }

    List<JsonNode> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    List<JsonNode> messages(String type) {
        return messages().stream()
                .filter(message -> message.get("type").asString().equals(type))
                .toList();
    }

    /** The ids of all events that came. */
    List<Long> ids() {
        return messages("batch").stream()
                .flatMap(batch -> Json.list(batch.get("events")).stream())
                .map(event -> event.get("id").asLong())
                .toList();
    }

    /** How far the reader was told that it has read. */
    Cursor cursor() {
        List<JsonNode> moving =
                messages().stream().filter(message -> message.has("cursor")).toList();
        return Cursor.parse(moving.get(moving.size() - 1).get("cursor").asString())
                .orElseThrow();
    }

    /** Waits for the greeting: hello, and who is there. */
    public RecordingSink awaitHello() {
        Deadline.usual().await("hello", () -> !messages("hello").isEmpty());
        Deadline.usual().await("who is there", () -> !messages("now").isEmpty());
        return this;
    }

    void awaitEvent(long id) {
        Deadline.usual().await("event " + id, () -> ids().contains(id));
    }

    void awaitMessages(String type, int count) {
        Deadline.usual().await(count + " of " + type, () -> messages(type).size() >= count);
    }

    public int awaitEnding() {
        Deadline.usual().await("the end", () -> ending != null);
        return ending.code();
    }
}
