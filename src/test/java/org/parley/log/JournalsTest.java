package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.spine.FaultyStore;
import org.parley.spine.FaultyStore.Fault;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;

/** Several journals on one store, as several nodes have them. */
class JournalsTest {
    private static final String GENERAL = "r1";

    private final MemoryStore store = new MemoryStore();
    private Spine one;
    private Spine two;
    private String ann;

    @BeforeEach
    void begin() {
        one = Spine.over(store).install();
        ann = one.signUp("ann");
        two = Spine.over(store);
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
    }

    @Test
    void decisionsAreMadeOnWhatAnotherNodeCommitted() {
        String room = one.createRoom(ann, "kitchen");
        String bob = two.signUp("bob");

        assertInstanceOf(Ack.class, two.answer(bob, new Join(room)));
        assertEquals(Code.NAME_TAKEN, code(two.answer(bob, new CreateRoom("Kitchen", "public"))));
        assertInstanceOf(Ack.class, one.answer(bob, new Post(room, "here too")));
        two.answer(bob, new Leave(room));
        assertEquals(Code.NOT_A_MEMBER, code(one.answer(bob, new Post(room, "no more"))));
        assertEquals(Code.NAME_TAKEN, code(one.answer(ann, new CreateRoom("KITCHEN", "public"))));
    }

    @Test
    void aKeyAnsweredByOneNodeIsKnownToTheOther() {
        Post post = new Post(GENERAL, "hello");
        Answer first = Spine.await(one.submit(ann, "key", post, new Line()));

        assertEquals(first, Spine.await(two.submit(ann, "key", post, new Line())));
    }

    @Test
    void bothSeeTheSameOrderAndTheSameDirectory() {
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Spine node = i % 2 == 0 ? one : two;
            answers.add(node.submit(ann, "k" + i, new Post(GENERAL, "message " + i), new Line()));
            if (i % 50 == 0) {
                node.signUp("user" + i);
            }
        }
        answers.forEach(Spine::acked);
        Spine.await(one.journal.log().refresh());
        Spine.await(two.journal.log().refresh());

        long head = store.head().id();
        assertEquals(
                LongStream.rangeClosed(1, head).boxed().toList(),
                store.after(0, 1000).stream().map(Event::id).toList());
        assertEquals(window(one, 5, head), window(two, 5, head));
        assertEquals(one.directory.membersOf(GENERAL), two.directory.membersOf(GENERAL));
        assertEquals(7, one.directory.membersOf(GENERAL).size());
        assertEquals(
                List.copyOf(one.directory.users()).size(),
                List.copyOf(two.directory.users()).size());
    }

    @Test
    void moreThanAPageOfForeignEventsIsCaughtUpWith() {
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            answers.add(one.submit(ann, new Post(GENERAL, "message " + i)));
        }
        answers.forEach(Spine::acked);
        String late = one.signUp("late");

        Spine.await(two.journal.log().refresh());

        assertEquals(store.head().cursor(), two.journal.log().head());
        assertTrue(two.directory.since(late, GENERAL) > 0);
    }

    @Test
    void whatWasPrunedBeforeThisNodeReadItMakesItReadTheStateAfresh() {
        String bob = one.signUp("bob");
        one.post(ann, GENERAL, "hello");
        one.journal.prune(Long.MAX_VALUE, 0);
        Deadline.usual().await("that all of it is gone", () -> store.after(0, 1).isEmpty());
        one.post(ann, GENERAL, "again");

        Spine.await(two.journal.log().refresh());

        assertEquals(store.head().cursor(), two.journal.log().head());
        assertTrue(two.directory.since(bob, GENERAL) > 0);
    }

    @Test
    void whatABatchReadThatFailedIsToldAtTheNextLook() {
        FaultyStore faulty = new FaultyStore(store);
        AtomicInteger told = new AtomicInteger();
        try (Spine node = new Spine(store, faulty, changes -> told.incrementAndGet(), Spine.LIMITS)) {
            one.post(ann, GENERAL, "by another node");
            faulty.fail(Fault.WRITE);
            assertEquals(Code.UNAVAILABLE, code(node.answer(ann, new Post(GENERAL, "not written"))));
            faulty.fail(Fault.NONE);

            Spine.await(node.journal.submit(Command.internal(new Look(null))));
            Spine.await(node.journal.submit(Command.internal(new Look(null))));

            assertEquals(1, told.get());
        }
    }

    @Test
    void aLogThatRunsBackwardsBeginsANewEpoch() {
        RewindableStore rewindable = new RewindableStore();
        FaultyStore faulty = new FaultyStore(rewindable);
        try (Spine node = Spine.over(rewindable, faulty).install()) {
            String user = node.signUp("user");
            String epoch = node.journal.log().head().epoch();
            MemoryStore older = new MemoryStore();
            begin(older, epoch);
            faulty.fail(Fault.LOCK);
            assertEquals(Code.UNAVAILABLE, code(node.answer(user, new Post(GENERAL, "the database is away"))));
            rewindable.become(older);
            faulty.fail(Fault.NONE);

            assertEquals(Code.UNKNOWN_ROOM, code(node.answer(user, new Post(GENERAL, "hello"))));
            assertNotEquals(epoch, older.head().epoch());
            assertEquals(older.head().cursor(), node.journal.log().head());
            assertTrue(node.directory.userNamed("user").isEmpty());
        }
    }

    @Test
    void aNodeFollowsAnEpochThatAnotherOneBegan() {
        begin(store, "another");

        two.post(ann, GENERAL, "hello");

        assertEquals("another", two.journal.log().head().epoch());
        assertEquals("another", store.after(store.head().id() - 1, 1).get(0).epoch());
    }

    @Test
    void aNodeLooksWhatOthersCommittedWithoutTakingATurn() {
        String bob = one.signUp("bob");
        try (Store.Writer busy = store.writer()) {
            busy.lock();
            two.journal.look();

            Deadline.usual()
                    .await(
                            "the head",
                            () -> two.journal.log().head().equals(store.head().cursor()));
            assertTrue(two.directory.since(bob, GENERAL) > 0);
        }
    }

    @Test
    void aNodeThatHasReadSoFarDoesNotLook() {
        Cursor read = two.journal.log().head();
        one.post(ann, GENERAL, "hello");
        two.journal.look(Ring.at(read));
        assertInstanceOf(Refusal.class, two.answer(ann, new Post("r99", "only to wait for what was queued before")));

        Cursor there = one.journal.log().head();
        two.journal.look(Ring.at(there));
        Deadline.usual()
                .await("the ring's place", () -> two.journal.log().head().equals(there));
    }

    @Test
    void aLogThatWasPutBackAndHasGoneOnBeyondBeginsANewEpoch() {
        RewindableStore rewindable = new RewindableStore();
        try (Spine node = Spine.over(rewindable).install()) {
            String user = node.signUp("user");
            node.post(user, GENERAL, "hello");
            String epoch = node.journal.log().head().epoch();
            MemoryStore other = new MemoryStore();
            begin(other, epoch);
            try (Spine elsewhere = Spine.over(other).install()) {
                String stranger = elsewhere.signUp("somebody else");
                elsewhere.post(stranger, GENERAL, "other");
                elsewhere.post(stranger, GENERAL, "events");
                rewindable.become(other);

                node.journal.look();

                Deadline.usual()
                        .await("a new epoch", () -> !epoch.equals(other.head().epoch()));
                Deadline.usual()
                        .await(
                                "it",
                                () -> node.journal
                                        .log()
                                        .head()
                                        .equals(other.head().cursor()));
                assertTrue(node.directory.userNamed("user").isEmpty());
            }
        }
    }

    private static void begin(Store store, String epoch) {
        try (Store.Writer writer = store.writer()) {
            writer.lock();
            writer.epoch(epoch);
            writer.commit();
        }
    }

    private static List<String> window(Spine node, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new String(node.journal.log().get(id).json(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Code code(Answer answer) {
        return ((Refusal) answer).code();
    }
}
