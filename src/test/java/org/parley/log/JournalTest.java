package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;

/** Order, batches and keys. */
class JournalTest {
    private static final String GENERAL = "r1";

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private Spine spine;
    private String ann;
    private String bob;

    @BeforeEach
    void begin() {
        spine = Spine.over(memory, store).install();
        ann = spine.signUp("ann");
        bob = spine.signUp("bob");
    }

    @AfterEach
    void end() {
        store.release();
        spine.close();
    }

    @Test
    void commandsBecomeEventsInTheOrderTheyCameIn() {
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            answers.add(spine.submit(i % 2 == 0 ? ann : bob, new Post(GENERAL, "message " + i)));
        }

        List<Long> ids =
                answers.stream().map(each -> (Long) Spine.acked(each).get("id")).toList();
        long first = ids.get(0);
        assertEquals(LongStream.range(first, first + 3000).boxed().toList(), ids);
        assertEquals(
                "{\"text\":\"message 1234\"}",
                memory.after(first + 1233, 1).get(0).body());
    }

    @Test
    void whatComesWhileOthersHaveTheirTurnIsCarriedOutInTheNextOne() {
        List<Integer> batches = new CopyOnWriteArrayList<>();
        Journal.Listener listener = new Journal.Listener() {
            @Override
            public void advanced(List<? extends Change> changes) {}

            @Override
            public void committed(int commands, long nanos) {
                batches.add(commands);
            }
        };
        try (Spine node = new Spine(memory, store, listener, Spine.LIMITS)) {
            store.hold();
            CompletionStage<Answer> first = node.submit(ann, new Post(GENERAL, "first"));
            store.awaitHeld();
            CompletionStage<Answer> second = node.submit(bob, new Post(GENERAL, "second"));
            store.release();

            assertTrue((Long) Spine.acked(first).get("id")
                    < (Long) Spine.acked(second).get("id"));
            Deadline.usual().await("one batch", () -> batches.equals(List.of(2)));
        }
    }

    @Test
    void timeNeverRunsBackwards() {
        for (int i = 0; i < 50; i++) {
            spine.post(ann, GENERAL, "message");
        }

        List<Long> times = spine.events().stream().map(Event::at).toList();
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void aRoomAJoinAndAPostInOneBatchAreDecidedOnEachOther() {
        String room = "r" + (spine.journal.log().head().id() + 1);
        List<Answer> answers = inOneBatch(
                () -> spine.submit(ann, new CreateRoom("研发", "public")),
                () -> spine.submit(bob, new Post(room, "too early")),
                () -> spine.submit(bob, new Join(room)),
                () -> spine.submit(bob, new Post(room, "hello @ann")),
                () -> spine.submit(bob, new Leave(room)),
                () -> spine.submit(bob, new Post(room, "too late")));

        assertEquals(room, ((Ack) answers.get(0)).fields().get("room"));
        assertEquals(Code.NOT_A_MEMBER, code(answers.get(1)));
        assertEquals(Code.NOT_A_MEMBER, code(answers.get(5)));
        List<Event> events = memory.after(5, 100).stream()
                .filter(event -> room.equals(event.room()))
                .toList();
        assertEquals(
                List.of("room", "join", "join", "message", "leave"),
                events.stream().map(Event::type).toList());
        assertTrue(events.get(2).body().contains("\"members\":2"), events.get(2).body());
        assertTrue(events.get(4).body().contains("\"members\":1"), events.get(4).body());
        assertTrue(
                events.get(3).body().contains("\"mentions\":[\"" + ann + "\"]"),
                events.get(3).body());
    }

    @Test
    void ofTwoRoomsOfOneNameInABatchTheFirstIsMade() {
        List<Answer> answers = inOneBatch(
                () -> spine.submit(ann, new CreateRoom("Kitchen", "public")),
                () -> spine.submit(bob, new CreateRoom("KITCHEN", "public")));

        assertTrue(answers.get(0) instanceof Ack);
        assertEquals(Code.NAME_TAKEN, code(answers.get(1)));
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndWritesNothing() {
        Answer first = post(ann, "key", "hello");
        long head = memory.head().id();

        assertEquals(first, post(ann, "key", "hello"));
        assertEquals(head, memory.head().id());
    }

    @Test
    void theSameKeyTwiceInABatchWritesOnce() {
        List<Answer> answers = inOneBatch(
                () -> spine.submit(ann, "key", new Post(GENERAL, "hello"), new Line()),
                () -> spine.submit(ann, "key", new Post(GENERAL, "hello"), new Line()),
                () -> spine.submit(ann, "key", new Post(GENERAL, "other"), new Line()));

        assertEquals(answers.get(0), answers.get(1));
        assertEquals(Code.KEY_REUSED, code(answers.get(2)));
        assertEquals(1, messages());
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        post(ann, "key", "hello");

        assertEquals(Code.KEY_REUSED, code(post(ann, "key", "other")));
        assertEquals(1, messages());
    }

    @Test
    void keysOfDifferentUsersHaveNothingToDoWithEachOther() {
        post(ann, "key", "hello");

        assertTrue(post(bob, "key", "other") instanceof Ack);
    }

    @Test
    void anErrorUsesNoKeyUp() {
        spine.answer(bob, new Leave(GENERAL));
        assertEquals(Code.NOT_A_MEMBER, code(post(bob, "key", "hello")));
        spine.answer(bob, new Join(GENERAL));

        assertTrue(post(bob, "key", "hello") instanceof Ack);
        assertTrue(post(bob, "key", "other") instanceof Refusal);
    }

    @Test
    void aKnownKeyAnswersEvenIfItsAuthorMayNoLongerDoIt() {
        Answer first = post(bob, "key", "hello");
        spine.answer(bob, new Leave(GENERAL));

        assertEquals(first, post(bob, "key", "hello"));
        assertEquals(Code.NOT_A_MEMBER, code(post(bob, "another", "hello")));
    }

    @Test
    void aKnownKeyAnswersAfterARestart() {
        Answer first = post(ann, "key", "hello");
        spine.journal.close(Duration.ofSeconds(10));
        try (Spine again = Spine.over(memory)) {
            assertEquals(first, Spine.await(again.submit(ann, "key", new Post(GENERAL, "hello"), new Line())));
        }
    }

    @Test
    void aCommandWithoutEffectIsAckedWithoutIdAndItsKeyCounts() {
        assertEquals(Ack.EMPTY, spine.answer(ann, new Join(GENERAL)));
        Answer left = Spine.await(spine.submit(ann, "leave", new Leave(GENERAL), new Line()));
        assertEquals(Ack.EMPTY, Spine.await(spine.submit(ann, "again", new Leave(GENERAL), new Line())));
        spine.answer(ann, new Join(GENERAL));

        assertEquals(left, Spine.await(spine.submit(ann, "leave", new Leave(GENERAL), new Line())));
        assertEquals(Map.of(), Spine.acked(spine.submit(ann, "again", new Leave(GENERAL), new Line())));
        assertTrue(spine.directory.since(ann, GENERAL) > 0, "neither repetition left");
    }

    private interface Step {
        CompletionStage<Answer> submit();
    }

    /** Answers to commands that were decided in one transaction. */
    private List<Answer> inOneBatch(Step... steps) {
        store.hold();
        CompletionStage<Answer> before = spine.turn();
        store.awaitHeld();
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (Step step : steps) {
            answers.add(step.submit());
        }
        store.release();
        Spine.await(before);
        return answers.stream().map(Spine::await).toList();
    }

    private Answer post(String user, String key, String text) {
        return Spine.await(spine.submit(user, key, new Post(GENERAL, text), new Line()));
    }

    private long messages() {
        return spine.events().stream()
                .filter(event -> event.type().equals("message"))
                .count();
    }

    private static Code code(Answer answer) {
        return ((Refusal) answer).code();
    }
}
