package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.spine.FaultyStore;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Background;
import org.parley.testing.Deadline;

/** How much may wait, what becomes of it at the end, and how much of the log stays. */
class JournalBoundsTest {
    private static final String GENERAL = "r1";

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);

    @Test
    void noMoreCommandsWaitThanMay() {
        try (Spine spine = held(new Journal.Limits(3, 1 << 20, 64, 1 << 20))) {
            List<CompletionStage<Answer>> answers = posts(spine, 5);

            assertEquals(List.of(false, false, false, true, true), done(answers));
            assertEquals(Code.UNAVAILABLE, ((Refusal) Spine.await(answers.get(3))).code());
            store.release();
            answers.subList(0, 3).forEach(answer -> assertInstanceOf(Ack.class, Spine.await(answer)));
            assertInstanceOf(Ack.class, spine.answer("u2", new Post(GENERAL, "there is room again")));
        }
    }

    @Test
    void noMoreBytesWaitThanMay() {
        try (Spine spine = held(new Journal.Limits(1000, 500, 64, 1 << 20))) {
            List<CompletionStage<Answer>> answers = posts(spine, 7);

            assertEquals(List.of(false, false, false, false, false, true, true), done(answers));
            store.release();
            answers.subList(0, 5).forEach(answer -> assertInstanceOf(Ack.class, Spine.await(answer)));
            for (int i = 0; i < 20; i++) {
                assertInstanceOf(Ack.class, spine.answer("u2", new Post(GENERAL, "bytes are counted back")));
            }
        }
    }

    @Test
    void closingFinishesWhatWasAccepted() {
        Spine spine = held(Spine.LIMITS);
        List<CompletionStage<Answer>> answers = posts(spine, 2500);
        CompletableFuture<Void> closed = Background.run(() -> spine.journal.close(Duration.ofSeconds(10)));
        Deadline.usual()
                .await(
                        "nothing is taken any more",
                        () -> spine.submit("u2", new Post(GENERAL, "late"))
                                .toCompletableFuture()
                                .isDone());
        store.release();
        closed.join();

        answers.forEach(answer -> assertInstanceOf(Ack.class, Spine.await(answer)));
        assertEquals(spine.journal.log().head(), memory.head().cursor());
    }

    @Test
    void everyCommandThatRacesTheCloseIsAnswered() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Spine spine = Spine.inMemory();
            String ann = spine.signUp("ann");
            ConcurrentLinkedQueue<CompletionStage<Answer>> answers = new ConcurrentLinkedQueue<>();
            CountDownLatch running = new CountDownLatch(1);
            Thread author = new Thread(() -> {
                for (int i = 0; i < 2000; i++) {
                    answers.add(spine.submit(ann, new Post(GENERAL, "message")));
                    running.countDown();
                }
            });
            author.start();
            running.await();
            spine.journal.close(Duration.ofSeconds(10));
            author.join();

            long acked = answers.stream()
                    .map(Spine::await)
                    .filter(Ack.class::isInstance)
                    .count();
            assertEquals(acked + 3, spine.database.store().head().id(), "what was acked was written, and nothing else");
        }
    }

    @Test
    void anErrorOfAListenerLeavesNobodyWaiting() {
        Spine spine = new Spine(
                memory,
                store,
                changes -> {
                    throw new AssertionError("made to fail");
                },
                Spine.LIMITS);
        for (int i = 0; i < 3; i++) {
            assertInstanceOf(Refusal.class, Spine.await(spine.submit("nobody", new Post(GENERAL, "note " + i))));
        }
        spine.close();
    }

    @Test
    void theLogIsPrunedStepByStepUntilNothingOldIsLeft() {
        try (Spine spine = Spine.over(memory).install()) {
            String ann = spine.signUp("ann");
            List<CompletionStage<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 22_000; i++) {
                answers.add(spine.submit(ann, new Post(GENERAL, "message " + i)));
                if (i % 5000 == 0) {
                    Spine.await(answers.get(i));
                }
            }
            answers.forEach(Spine::acked);

            spine.journal.prune(Long.MAX_VALUE, 0);

            Deadline.in(Duration.ofSeconds(30)).await("all of it is gone", () -> memory.first() == 22_004);
            assertTrue(memory.after(0, 1).isEmpty());
        }
    }

    /** A spine whose journal waits in a transaction. */
    private Spine held(Journal.Limits limits) {
        Spine spine = new Spine(memory, store, changes -> {}, limits).install();
        assertEquals("u2", spine.signUp("ann"));
        store.hold();
        spine.turn();
        store.awaitHeld();
        return spine;
    }

    private static List<CompletionStage<Answer>> posts(Spine spine, int count) {
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(spine.submit("u2", new Post(GENERAL, "message " + i)));
        }
        return answers;
    }

    private static List<Boolean> done(List<CompletionStage<Answer>> answers) {
        return answers.stream()
                .map(answer -> answer.toCompletableFuture().isDone())
                .toList();
    }
}
