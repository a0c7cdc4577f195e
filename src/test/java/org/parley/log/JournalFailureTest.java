package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.chat.ChatRequest;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.spine.FaultyStore;
import org.parley.spine.FaultyStore.Fault;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;

/** Transactions that fail: what authors are told, and what remains. */
class JournalFailureTest {
    private static final String GENERAL = "r1";

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private Spine spine;
    private String ann;

    @BeforeEach
    void begin() {
        spine = Spine.over(memory, store).install();
        ann = spine.signUp("ann");
    }

    @AfterEach
    void end() {
        store.release();
        spine.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOCK", "WRITE", "BEFORE_COMMIT", "ERROR"})
    void aFailedTransactionLeavesNothingBehind(Fault fault) {
        Cursor before = spine.journal.log().head();
        store.fail(fault);

        assertUnavailable(spine.answer(ann, new CreateRoom("kitchen", "public")));

        store.fail(Fault.NONE);
        assertEquals(before, spine.journal.log().head());
        assertEquals(before, memory.head().cursor());
        assertTrue(spine.directory.roomNamed("kitchen").isEmpty());
        assertInstanceOf(Ack.class, spine.answer(ann, new CreateRoom("kitchen", "public")));
    }

    /** The batch is durable and its authors know; what comes after must not lack it. */
    @Test
    void anErrorBehindACommitCostsNothing() {
        AtomicBoolean failing = new AtomicBoolean();
        Journal.Listener listener = changes -> {
            if (failing.getAndSet(false)) {
                throw new OutOfMemoryError("made to fail");
            }
        };
        MemoryStore other = new MemoryStore();
        try (Spine shaken = new Spine(other, other, listener, Spine.LIMITS).install()) {
            String bob = shaken.signUp("bob");
            failing.set(true);
            String room = shaken.createRoom(bob, "kitchen");

            assertTrue(shaken.post(bob, room, "hello") > 0);
            assertEquals(other.head().cursor(), shaken.journal.log().head());
        }
    }

    @Test
    void theSameKeyDecidesWhatAnUnknownOutcomeWas() {
        Line line = new Line();
        store.fail(Fault.AFTER_COMMIT);
        assertUnavailable(await("first", "was it written?", line));
        store.fail(Fault.NONE);

        assertInstanceOf(Ack.class, await("first", "was it written?", line));
        assertEquals(List.of("was it written?"), said());
    }

    @Test
    void whatWasCommittedAfterAllIsSeenInMemoryToo() {
        store.fail(Fault.AFTER_COMMIT);
        assertUnavailable(spine.answer(ann, new CreateRoom("kitchen", "public")));
        store.fail(Fault.NONE);

        Answer again = spine.answer(ann, new CreateRoom("kitchen", "public"));

        assertEquals(Code.NAME_TAKEN, ((Refusal) again).code());
        assertEquals(memory.head().cursor(), spine.journal.log().head());
        String room = spine.directory.roomNamed("kitchen").orElseThrow().id();
        assertTrue(spine.directory.since(ann, room) > 0);
    }

    @Test
    void nothingOvertakesACommandThatCouldNotBeWritten() {
        Line line = new Line();
        store.fail(Fault.BEFORE_COMMIT);
        assertUnavailable(await("first", "first", line));
        store.fail(Fault.NONE);

        assertUnavailable(await("second", "second", line));
        assertUnavailable(await("third", "third", line));
        assertInstanceOf(Ack.class, await("other", "another line", new Line()));
        assertInstanceOf(Ack.class, await("first", "first", line));
        assertInstanceOf(Ack.class, await("second", "second", line));
        assertEquals(List.of("another line", "first", "second"), said());
    }

    @Test
    void ofABatchThatFailedTheFirstOfEachLineFreesIt() {
        Line line = new Line();
        store.hold();
        CompletionStage<Answer> other = submit("another line", new Line());
        store.awaitHeld();
        List<CompletionStage<Answer>> answers = List.of(other, submit("first", line), submit("second", line));
        store.fail(Fault.WRITE);
        store.release();
        answers.forEach(answer -> assertUnavailable(Spine.await(answer)));
        store.fail(Fault.NONE);

        assertUnavailable(await("second", "second", line));
        assertInstanceOf(Ack.class, await("first", "first", line));
        assertInstanceOf(Ack.class, await("second", "second", line));
    }

    @Test
    void aListenerThatFailsLosesNoAck() {
        try (Spine deaf = new Spine(
                new MemoryStore(),
                new MemoryStore(),
                changes -> {
                    throw new IllegalStateException("a listener's fault");
                },
                Spine.LIMITS)) {
            Line line = new Line();
            assertInstanceOf(Ack.class, Spine.await(deaf.submit("u", "1", new CreateRoom("a", "public"), line)));
            assertInstanceOf(Ack.class, Spine.await(deaf.submit("u", "2", new CreateRoom("b", "public"), line)));
        }
    }

    @Test
    void aPruneThatFailsLosesNoAckAndBlocksNobody() {
        Line line = new Line();
        store.hold();
        CompletionStage<Answer> wake = spine.turn();
        store.awaitHeld();
        store.fail(Fault.PRUNE);
        CompletionStage<Answer> posted = submit("first", line);
        spine.journal.prune(Long.MAX_VALUE, 0);
        store.release();
        Spine.await(wake);
        assertInstanceOf(Ack.class, Spine.await(posted));

        assertInstanceOf(Ack.class, await("second", "second", line));
        assertEquals(memory.head().id(), spine.events().size());
    }

    @Test
    void someoneWhoseAccountIsGoneGetsARefusalAndHarmsNobody() {
        store.hold();
        CompletionStage<Answer> wake = spine.turn();
        store.awaitHeld();
        CompletionStage<Answer> ghost = spine.submit("u999", new Join(GENERAL));
        CompletionStage<Answer> posted = submit("first", new Line());
        store.release();
        Spine.await(wake);

        assertEquals(Code.NOT_SIGNED_IN, ((Refusal) Spine.await(ghost)).code());
        assertInstanceOf(Ack.class, Spine.await(posted));
    }

    private CompletionStage<Answer> submit(String key, Line line) {
        return spine.submit(ann, key, new Post(GENERAL, key), line);
    }

    private Answer await(String key, String text, Line line) {
        ChatRequest post = new Post(GENERAL, text);
        return Spine.await(spine.submit(ann, key, post, line));
    }

    private List<String> said() {
        return spine.events().stream()
                .filter(event -> event.type().equals("message"))
                .map(event -> event.body().replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static void assertUnavailable(Answer answer) {
        assertEquals(Code.UNAVAILABLE, ((Refusal) answer).code());
    }
}
