package org.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.Presence;
import org.parley.chat.RateLimit;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.Journal;
import org.parley.spine.FaultyStore;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** The order of commands on one socket or in one body, whatever comes between. */
class CommandStreamTest {
    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final AtomicLong now = new AtomicLong();
    private Spine spine;
    private Presence presence;
    private CommandIntake intake;
    private String ann;
    private CommandStream stream;

    @BeforeEach
    void begin() {
        spine = new Spine(memory, store, changes -> {}, new Journal.Limits(2, 1 << 20, 64, 1 << 20)).install();
        ann = spine.signUp("ann");
        presence = new Presence(spine.directory, Duration.ofSeconds(90), Duration.ofSeconds(6), 0);
        RateLimit rate = new RateLimit(10, Duration.ofSeconds(1), 3, now::get);
        intake = new CommandIntake(spine.journal, spine.directory, presence, rate, 8192, 65_536, CommandMeter.NONE);
        stream = intake.stream(ann);
    }

    @AfterEach
    void end() {
        store.release();
        spine.close();
    }

    @Test
    void nothingOvertakesACommandThatCameTooSoon() {
        assertEquals(List.of("ack", "ack", "ack"), List.of(post("1"), post("2"), post("3")));
        assertEquals("rate-limited", post("4"));
        now.addAndGet(200);
        assertEquals("rate-limited", post("5"));
        assertEquals("rate-limited", post("6"));
        assertEquals("ack", post("4"));
        assertEquals("ack", post("5"));
        assertEquals("rate-limited", post("6"));
        now.addAndGet(100);
        assertEquals("ack", post("6"));
        assertEquals(List.of("1", "2", "3", "4", "5", "6"), said());
    }

    @Test
    void aRefusalSaysWhenToTryAgain() {
        IntStream.range(0, 3).forEach(i -> post("key" + i));

        Refusal refusal = (Refusal) answer(stream.accept(bytes("4")));
        assertEquals(100L, refusal.extras().get("retry"));
    }

    @Test
    void theSameUsersStreamsShareOneLimitAndOthersHaveTheirOwn() {
        IntStream.range(0, 3).forEach(i -> post("key" + i));
        String bob = spine.signUp("bob");

        assertEquals(Code.RATE_LIMITED, code(answer(intake.stream(ann).accept(bytes("other line")))));
        assertTrue(answer(intake.stream(bob).accept(bytes("of bob"))) instanceof Ack);
    }

    @Test
    void whoGoesOnAfterTenRefusalsDoesNotListen() {
        IntStream.range(0, 3).forEach(i -> post("key" + i));
        IntStream.range(0, 1000).forEach(i -> post("on its way " + i));
        now.addAndGet(2000);
        IntStream.range(0, 9).forEach(i -> post("more" + i));
        assertFalse(stream.exhausted());
        post("one more");
        assertTrue(stream.exhausted());
    }

    @Test
    void whoWaitsAsHeIsToldIsNeverExhausted() {
        for (int i = 0; i < 50; i++) {
            while (!post("key" + i).equals("ack")) {
                now.addAndGet(100);
            }
            assertFalse(stream.exhausted());
        }
    }

    @Test
    void nothingOvertakesACommandThatFoundTheQueueFull() {
        store.hold();
        var waking = spine.turn();
        store.awaitHeld();
        var first = stream.accept(bytes("1"));
        var second = stream.accept(bytes("2"));
        var third = stream.accept(bytes("3"));
        assertEquals(Code.UNAVAILABLE, code(answer(third)));
        store.release();
        Spine.await(waking);
        assertTrue(answer(first) instanceof Ack && answer(second) instanceof Ack);
        now.addAndGet(300);

        assertEquals("unavailable", post("4"));
        assertEquals("ack", post("3"));
        assertEquals("ack", post("4"));
        assertEquals(List.of("1", "2", "3", "4"), said());
    }

    @Test
    void afterAFailedWriteTheOldestGoesFirstWhateverWasTriedMeanwhile() {
        store.fail(FaultyStore.Fault.WRITE);
        assertEquals("unavailable", post("1"));
        assertEquals("unavailable", post("2"));
        store.fail(FaultyStore.Fault.NONE);
        now.addAndGet(300);

        assertEquals("unavailable", post("2"));
        assertEquals("ack", post("1"));
        assertEquals("ack", post("2"));
        assertEquals(List.of("1", "2"), said());
    }

    @Test
    void typingIsToldOfMembersOnlyAndNeedsNoAnswer() {
        assertNull(stream.accept(json("{'type':'typing','room':'r1'}")).answer());
        assertEquals(List.of(ann), presence.since(ann, 0).typing().get("r1"));
        String bob = spine.signUp("bob");
        String room = spine.createRoom(bob, "bob's");
        assertNull(
                stream.accept(json("{'type':'typing','room':'" + room + "'}")).answer());
        assertFalse(presence.since(bob, 0).typing().containsKey(room));
    }

    @Test
    void whatHasNoKeyToAnswerToIsUnanswerable() {
        assertTrue(stream.accept(json("[]")).unanswerable());
        assertTrue(stream.accept(json("{'type':'post'}")).unanswerable());
        assertFalse(stream.accept(json("{'type':'nothing','key':'k'}")).unanswerable());
        assertFalse(stream.accept(json("{'type':'alive'}")).unanswerable());
    }

    @Test
    void aBodyOfSeveralCommandsIsAnsweredOneByOneInOrder() {
        String body =
                "[{'type':'join','key':'a','room':'r1'},7,{'type':'alive'},{'type':'post','key':'b','room':'r1','text':'t'}]";
        var result = Spine.await(new CommandBody(intake, ann).accept(json(body)));

        List<JsonNode> answers = Json.list(Json.parse(new String(result.json(), StandardCharsets.UTF_8)));
        assertEquals(
                List.of("ack", "error", "ack", "ack"),
                answers.stream().map(answer -> answer.get("type").asString()).toList());
        assertEquals("b", answers.get(3).get("key").asString());
        assertTrue(answers.get(3).has("id"));
    }

    @Test
    void inABodyOfSeveralACommandIsNoLongerThanAlone() {
        String body = "[{'type':'join','key':'a','room':'r1','more':'" + "y".repeat(65_536)
                + "'},{'type':'post','key':'b','room':'r1','text':'t'}]";
        var result = Spine.await(new CommandBody(intake, ann).accept(json(body)));

        List<JsonNode> answers = Json.list(Json.parse(new String(result.json(), StandardCharsets.UTF_8)));
        assertEquals("too-long", answers.get(0).get("code").asString());
        assertEquals("a", answers.get(0).get("key").asString());
        assertEquals("ack", answers.get(1).get("type").asString());
    }

    private String post(String key) {
        Answer answer = answer(stream.accept(bytes(key)));
        return answer instanceof Refusal refusal ? refusal.code().wire() : "ack";
    }

    private static Answer answer(CommandStream.Outcome outcome) {
        return Spine.await(outcome.answer());
    }

    private static Code code(Answer answer) {
        return ((Refusal) answer).code();
    }

    private static byte[] bytes(String key) {
        return json("{'type':'post','key':'" + key + "','room':'r1','text':'" + key + "'}");
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private List<String> said() {
        return spine.events().stream()
                .filter(event -> event.type().equals("message"))
                .map(event -> Json.parse(event.body()).get("text").asString())
                .toList();
    }
}
