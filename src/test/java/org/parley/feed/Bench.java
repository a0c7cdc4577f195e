package org.parley.feed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.parley.chat.Presence;
import org.parley.log.Cursor;
import org.parley.log.Journal;
import org.parley.spine.FaultyStore;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.wire.JsonMessages;

/** A real feed over a real journal, in memory. */
public final class Bench implements AutoCloseable {
    static final String GENERAL = "r1";

    final MemoryStore memory = new MemoryStore();
    final FaultyStore store = new FaultyStore(memory);
    public final Spine spine;
    public final Presence presence;
    final Feed feed;
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    /** With the limits of the design. */
    public Bench() {
        this(limits(), 1024);
    }

    Bench(FeedLimits limits, int window) {
        this(limits, window, null);
    }

    /** With an executor of the test's own for what reads the store. */
    Bench(FeedLimits limits, int window, Executor readers) {
        AtomicReference<Feed> listening = new AtomicReference<>();
        Journal.Limits bounds = new Journal.Limits(10_000, 1 << 24, window, 1 << 24);
        spine = new Spine(
                memory,
                store,
                changes -> {
                    if (listening.get() != null) {
                        listening.get().advanced(changes);
                    }
                },
                bounds);
        presence = new Presence(spine.directory, Duration.ofSeconds(90), Duration.ofSeconds(6), 1000);
        feed = new Feed(
                spine.journal.log(),
                spine.directory,
                presence,
                memory.archive(),
                new JsonMessages("n1", limits.heartbeat()),
                readers == null ? pool : readers,
                limits);
        listening.set(feed);
        spine.install();
    }

    /** Those of the design, but for {@code now}, which is told more often, so that no test waits long for it. */
    static FeedLimits limits() {
        return limits(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMillis(20));
    }

    static FeedLimits limits(Duration heartbeat, Duration stall, Duration now) {
        return limits(heartbeat, stall, 1 << 20, now);
    }

    static FeedLimits limits(Duration heartbeat, Duration stall, long lag, Duration now) {
        return new FeedLimits(2, 256, 1 << 18, 64, 1 << 14, 3, 4, heartbeat, stall, lag, now);
    }

    /** So many loops, and batches of at most so many events and bytes. */
    static FeedLimits limits(int loops, int batchEvents, int batchBytes) {
        Duration usual = Duration.ofSeconds(20);
        return new FeedLimits(
                loops, batchEvents, batchBytes, 64, 1 << 14, 3, 4, usual, usual, 1 << 20, Duration.ofSeconds(1));
    }

    static Reader reader(String user) {
        return new Reader(user, "session of " + user, null);
    }

    public static From from(Cursor cursor) {
        return new From(cursor, null, 0);
    }

    public Cursor head() {
        return spine.journal.log().head();
    }

    /** Before the first event. */
    Cursor start() {
        return head().at(0);
    }

    /** A line that takes all it is given. */
    RecordingSink follow(String user, From from) {
        return follow(user, from, new RecordingSink());
    }

    public RecordingSink follow(String user, From from, RecordingSink sink) {
        return follow(reader(user), from, sink);
    }

    RecordingSink follow(Reader reader, From from, RecordingSink sink) {
        sink.follower = feed.follow(reader, from, sink, RecordingSink.PLAIN);
        sink.follower.ready();
        return sink;
    }

    Reply read(String user, From from) {
        return reply(done -> feed.read(reader(user), from, done));
    }

    /** What a reading is answered; it must be. */
    static Reply reply(Consumer<Consumer<Reply>> reading) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        reading.accept(reply::complete);
        return Spine.await(reply);
    }

    @Override
    public void close() {
        store.release();
        spine.journal.close(Duration.ofSeconds(10));
        feed.drain(Duration.ofSeconds(5), false);
        feed.close();
        pool.shutdown();
    }
}
