package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer.Refusal;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;

/** One journal hears from another what it wrote, as nodes do that ring with events. */
class RingsTest {
    private static final String GENERAL = "r1";

    private final MemoryStore store = new MemoryStore();
    private final List<Ring> rings = new CopyOnWriteArrayList<>();
    private final AtomicInteger woken = new AtomicInteger();
    private final WatchedStore watched = new WatchedStore(store);
    private Spine one;
    private Spine two;
    private String ann;

    @BeforeEach
    void begin() {
        one = new Spine(
                store,
                store,
                new Journal.Listener() {
                    @Override
                    public void advanced(List<? extends Change> changes) {}

                    @Override
                    public void wrote(Ring ring) {
                        rings.add(ring);
                    }
                },
                Spine.LIMITS);
        one.install();
        ann = one.signUp("ann");
        two = new Spine(store, watched, changes -> woken.incrementAndGet(), Spine.LIMITS);
        one.post(ann, GENERAL, "is read");
        two.journal.look();
        awaitTwo();
        awaitWoken(0);
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    @Test
    void aNodeShowsWhatItIsToldWithoutReadingIt() {
        String bob = one.signUp("bob");
        one.post(bob, GENERAL, "hello");
        int before = woken.get();
        int reads = watched.reads();

        lastRings(2).forEach(two.journal::look);
        awaitTwo();
        awaitWoken(before);

        assertEquals(text(one), text(two));
        assertTrue(text(two).contains("hello"));
        assertTrue(two.directory.since(bob, GENERAL) > 0);
        assertEquals(reads, watched.reads());
    }

    /** Those of PostgreSQL bring no events. */
    @Test
    void whereARingLeadsIsReadAtOnce() {
        one.post(ann, GENERAL, "hello");
        one.post(ann, GENERAL, "again");
        int reads = watched.reads();
        int heads = watched.heads();

        two.journal.look(Ring.at(one.journal.log().head()));

        awaitTwo();
        assertEquals(text(one), text(two));
        assertEquals(reads + 1, watched.reads());
        assertEquals(heads, watched.heads());
    }

    @Test
    void whatTheLogDoesNotHoldIsNotWaitedFor() {
        Cursor head = two.journal.log().head();

        two.journal.look(Ring.at(head.at(head.id() + 7)));

        two.post(ann, GENERAL, "goes on");
        assertEquals(head.at(head.id() + 1), two.journal.log().head());
    }

    @Test
    void aRingOfAnotherEpochIsFollowedToo() {
        Cursor before = two.journal.log().head();
        try (Store.Writer writer = store.writer()) {
            writer.lock();
            writer.epoch("another");
            writer.commit();
        }
        one.post(ann, GENERAL, "hello");

        two.journal.look(Ring.at(before.at(before.id() + 1)));

        awaitTwo();
        assertEquals("another", two.journal.log().head().epoch());
    }

    @Test
    void whatIsToldIsNotReadForTheNextBatchEither() {
        two.post(ann, GENERAL, "opens the connection");
        Spine.await(one.journal.log().refresh());
        holdTwo();
        String bob = one.signUp("bob");
        lastRings(1).forEach(two.journal::look);
        var answer = two.submit(bob, new Post(GENERAL, "is decided on what was told before it"));
        int reads = watched.reads();
        watched.release();

        Spine.acked(answer);
        assertEquals(reads, watched.reads());
        assertEquals(store.head().cursor(), two.journal.log().head());
    }

    @Test
    void theOrderInWhichRingsComeDoesNotMatter() {
        holdTwo();
        one.post(ann, GENERAL, "a");
        one.post(ann, GENERAL, "b");
        one.post(ann, GENERAL, "c");
        List<Ring> three = lastRings(3);
        two.journal.look(three.get(2));
        two.journal.look(three.get(0));
        two.journal.look(three.get(1));
        int reads = watched.reads();
        watched.release();

        awaitTwo();
        assertEquals(text(one), text(two));
        assertEquals(reads, watched.reads());
    }

    @Test
    void aGapIsReadFromTheStore() {
        one.post(ann, GENERAL, "its ring is lost");
        long lost = one.journal.log().head().id();
        one.post(ann, GENERAL, "its ring comes");

        lastRings(1).forEach(two.journal::look);

        awaitTwo();
        assertTrue(text(two, lost).contains("its ring is lost"));
        assertEquals(text(one), text(two));
    }

    /** As from a database that was another one before, or was copied. */
    @Test
    void whatFollowsAnotherLogIsNotShown() {
        Cursor head = two.journal.log().head();
        Event last = store.after(head.id() - 1, 1).get(0);
        Event other = new Event(
                last.id(), last.epoch(), last.at(), last.type(), 1, GENERAL, null, "somebody else", null, "{}");
        Event forged = new Event(
                last.id() + 1,
                last.epoch(),
                last.at(),
                "message",
                1,
                GENERAL,
                null,
                ann,
                null,
                "{\"text\":\"forged\"}");

        two.journal.look(new Ring(head.at(forged.id()), List.of(other, forged)));
        two.journal.look(new Ring(new Cursor("another", forged.id()), List.of(last, inEpoch("another", forged))));

        assertInstanceOf(Refusal.class, two.answer(ann, new Post("r99", "only to wait for what was queued before")));
        assertNull(two.journal.log().get(forged.id()));
        assertEquals(head, two.journal.log().head());
    }

    /** It was told by a node whose commit the database lost, as at a failover to a standby that lagged behind. */
    @Test
    void whatTheDatabaseLostIsNoticedAtTheNextLook() {
        Cursor head = two.journal.log().head();
        Event last = store.after(head.id() - 1, 1).get(0);
        Event lost = new Event(
                last.id() + 1, last.epoch(), last.at(), "message", 1, GENERAL, null, ann, null, "{\"text\":\"lost\"}");
        two.journal.look(new Ring(head.at(lost.id()), List.of(last, lost)));
        Deadline.usual().await("what was told", () -> two.journal.log().get(lost.id()) != null);

        two.journal.look();

        Deadline.usual()
                .await("a new epoch", () -> !two.journal.log().head().epoch().equals(head.epoch()));
        assertNull(two.journal.log().get(lost.id()));
        assertNotEquals(head.epoch(), store.head().epoch());
    }

    @Test
    void aNodeThatJustLoadedItsStateReadsFromTheStore() {
        try (Spine three = Spine.over(store, new WatchedStore(store))) {
            one.post(ann, GENERAL, "hello");
            lastRings(1).forEach(three.journal::look);

            Deadline.usual()
                    .await(
                            "it",
                            () -> three.journal.log().head().equals(store.head().cursor()));
            assertEquals(text(one), text(three));
        }
    }

    /** The journal has looked for the head, and now waits; what comes meanwhile gathers. */
    private void holdTwo() {
        watched.hold();
        two.journal.look();
        watched.awaitHeld();
    }

    private static Event inEpoch(String epoch, Event event) {
        return new Event(
                event.id(), epoch, event.at(), event.type(), 1, event.room(), null, event.actor(), null, event.body());
    }

    private List<Ring> lastRings(int count) {
        return new ArrayList<>(rings.subList(rings.size() - count, rings.size()));
    }

    private void awaitTwo() {
        Deadline.usual()
                .await(
                        "all of it",
                        () -> two.journal.log().head().equals(store.head().cursor()));
    }

    /** Whoever waits is woken after the log shows what there is. */
    private void awaitWoken(int before) {
        Deadline.usual().await("that whoever waits is woken", () -> woken.get() > before);
    }

    private static String text(Spine node) {
        return text(node, node.journal.log().head().id());
    }

    private static String text(Spine node, long id) {
        return new String(node.journal.log().get(id).json(), StandardCharsets.UTF_8);
    }
}
