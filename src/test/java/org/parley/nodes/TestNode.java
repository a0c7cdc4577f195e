package org.parley.nodes;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.parley.chat.Presence;
import org.parley.feed.Feed;
import org.parley.feed.FeedLimits;
import org.parley.identity.Identity;
import org.parley.identity.Passwords;
import org.parley.log.Bulletins;
import org.parley.log.Change;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;
import org.parley.wire.JsonMessages;

/** One of several nodes in this process, on one store in memory. */
final class TestNode implements AutoCloseable {
    private static final Duration USUAL = Duration.ofSeconds(20);

    final Spine spine;
    final Presence presence;
    final Feed feed;
    final Identity identity;
    final Neighbours neighbours;

    /** User and session of those that ended. */
    final List<String> ended = new CopyOnWriteArrayList<>();

    /** Whether what it posts is lost. */
    volatile boolean mute;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    /** Tasks of the pool that have not ended. */
    private final AtomicInteger reading = new AtomicInteger();

    TestNode(MemoryStore store, Bulletins bulletins) {
        AtomicReference<Consumer<List<? extends Change>>> listening = new AtomicReference<>(changes -> {});
        Executor readers = task -> {
            reading.incrementAndGet();
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    reading.decrementAndGet();
                }
            });
        };
        spine = new Spine(store, store, changes -> listening.get().accept(changes), Spine.LIMITS);
        presence = new Presence(spine.directory, Duration.ofSeconds(90), Duration.ofSeconds(6), 1000);
        feed = new Feed(
                spine.journal.log(),
                spine.directory,
                presence,
                store.archive(),
                new JsonMessages("n1", USUAL),
                readers,
                new FeedLimits(1, 256, 1 << 18, 64, 1 << 14, 3, 4, USUAL, USUAL, 1 << 20, Duration.ofSeconds(1)));
        Bulletins posted = new Muted(bulletins);
        identity = new Identity(
                spine.journal,
                spine.directory,
                store.accounts(),
                store.sessions(),
                new Passwords(Runnable::run),
                readers,
                Duration.ofDays(1),
                Clock.systemUTC(),
                (user, session, here) -> {
                    ended.add(user + ' ' + session);
                    if (here) {
                        Neighbours.ended(posted, user, session);
                    }
                });
        Marks marks = new Marks(spine.journal.log(), spine.directory, store.archive(), feed);
        neighbours = new Neighbours(posted, presence, feed, identity, marks, readers);
        listening.set(changes -> {
            feed.advanced(changes);
            neighbours.advanced(changes);
        });
        neighbours.begin();
    }

    /** Reads what other nodes committed. */
    void look() {
        Spine.await(spine.journal.log().refresh());
    }

    /** Waits until all that it was to ask the store for was asked. */
    void rest() {
        Deadline.usual().await("that nothing is asked", () -> reading.get() == 0);
    }

    @Override
    public void close() {
        feed.close();
        spine.close();
        pool.shutdownNow();
    }

    private final class Muted implements Bulletins {
        private final Bulletins bulletins;

        Muted(Bulletins bulletins) {
            this.bulletins = bulletins;
        }

        @Override
        public void listen(Listener listener) {
            bulletins.listen(listener);
        }

        @Override
        public void post(String topic, String text) {
            if (!mute) {
                bulletins.post(topic, text);
            }
        }

        @Override
        public void close() {
            bulletins.close();
        }
    }
}
