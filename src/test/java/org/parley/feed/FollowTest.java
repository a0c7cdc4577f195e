package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** Lines that follow the log: at its head, behind it, and catching up. */
class FollowTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void aLineWithoutACursorIsGreetedAndFollowsFromTheHead() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            long id = bench.spine.post(ann, GENERAL, "hello");
            line.awaitEvent(id);

            JsonNode hello = line.messages().get(0);
            assertEquals("hello", hello.get("type").asString());
            assertEquals(ann, hello.get("user").asString());
            assertEquals(bench.head().at(id - 1).toString(), hello.get("cursor").asString());
            assertEquals(List.of(id), line.ids());
            assertEquals(bench.head(), line.cursor());
        }
    }

    @Test
    void aLineBeginsAtItsCursor() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            long first = bench.spine.post(ann, GENERAL, "first");
            long second = bench.spine.post(ann, GENERAL, "second");
            RecordingSink line = bench.follow(ann, from(bench.head().at(first)));
            line.awaitEvent(second);
            long third = bench.spine.post(ann, GENERAL, "third");
            line.awaitEvent(third);

            assertEquals(List.of(second, third), line.ids());
        }
    }

    @Test
    void aLineFarBehindIsServedFromTheStoreAndThenLive() {
        try (Bench bench = new Bench(Bench.limits(), 16)) {
            String ann = bench.spine.signUp("ann");
            long last = many(bench, ann, 700);
            RecordingSink line = bench.follow(ann, from(bench.start().at(1)));
            line.awaitEvent(last);
            long live = bench.spine.post(ann, GENERAL, "live");
            line.awaitEvent(live);

            assertEquals(LongStream.rangeClosed(2, live).boxed().toList(), line.ids());
        }
    }

    @Test
    void nothingIsWrittenBeforeTheSinkIsReady() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = new RecordingSink();
            line.follower = bench.feed.follow(Bench.reader(ann), from(bench.start()), line, RecordingSink.PLAIN);
            line.follower.control("{\"type\":\"ack\"}".getBytes(StandardCharsets.UTF_8));
            RecordingSink other = bench.follow(ann, from(null)).awaitHello();
            other.awaitEvent(bench.spine.post(ann, GENERAL, "hello"));
            assertEquals(List.of(), line.messages());

            line.follower.ready();
            line.awaitEvent(bench.head().id());
            assertEquals("hello", line.messages().get(0).get("type").asString());
            assertEquals(1, line.messages("ack").size());
        }
    }

    @Test
    void aLineThatRefusesStaysBehindAndMissesNothing() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink slow = bench.follow(ann, from(null)).awaitHello();
            RecordingSink quick = bench.follow(ann, from(null)).awaitHello();
            long first = bench.head().id() + 1;
            slow.refuse();
            long last = many(bench, ann, 400);
            quick.awaitEvent(last);
            assertTrue(slow.messages("batch").size() <= 1, "took one frame at most");

            slow.acceptAgain();
            slow.awaitEvent(last);
            List<Long> all = LongStream.rangeClosed(first, last).boxed().toList();
            assertEquals(all, slow.ids());
            assertEquals(all, quick.ids());
        }
    }

    @Test
    void aDeliveryHoldsNoMoreThanABatchMay() {
        FeedLimits small = new FeedLimits(
                1,
                5,
                700,
                64,
                1 << 14,
                3,
                4,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                1 << 20,
                Duration.ofSeconds(1));
        try (Bench bench = new Bench(small, 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink live = bench.follow(ann, from(null)).awaitHello();
            long last = many(bench, ann, 60);
            long big = bench.spine.post(ann, GENERAL, "x".repeat(5000));
            RecordingSink behind = bench.follow(ann, from(bench.head().at(last - 60)));

            for (RecordingSink line : List.of(live, behind)) {
                line.awaitEvent(big);
                assertEquals(LongStream.rangeClosed(last - 59, big).boxed().toList(), line.ids());
                line.messages("batch").forEach(batch -> assertTrue(isSmall(batch), batch::toString));
            }
        }
    }

    private static boolean isSmall(JsonNode batch) {
        List<JsonNode> events = Json.list(batch.get("events"));
        int bytes = events.stream().mapToInt(event -> event.toString().length()).sum();
        return events.size() <= 5 && (events.size() == 1 || bytes <= 700);
    }

    @Test
    void whatOneMayNotSeeMovesTheCursorOnlyByHeartbeat() {
        FeedLimits quick = Bench.limits(Duration.ofMillis(80), Duration.ofSeconds(30), Duration.ofSeconds(9));
        try (Bench bench = new Bench(quick, 1024)) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            bench.spine.post(bob, room, "not for ann");
            Deadline.usual().await("the cursor moves", () -> line.cursor().equals(bench.head()));

            assertEquals(List.of(), line.ids());
        }
    }

    @Test
    void aSinkThatBreaksEndsItsOwnLineAndNoOther() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink before = bench.follow(ann, from(null)).awaitHello();
            RecordingSink broken = bench.follow(ann, from(null)).awaitHello();
            RecordingSink after = bench.follow(ann, from(null)).awaitHello();
            broken.broken = true;
            long first = bench.spine.post(ann, GENERAL, "first");
            before.awaitEvent(first);
            after.awaitEvent(first);
            broken.awaitEnding();
            long second = bench.spine.post(ann, GENERAL, "second");
            before.awaitEvent(second);
            after.awaitEvent(second);
        }
    }

    @Test
    void whoJoinedWhileTheLoopWasTooSlowForTheWindowIsServedLiveAfterwards() {
        FeedLimits one = new FeedLimits(
                1,
                256,
                1 << 18,
                64,
                1 << 14,
                3,
                4,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                1 << 20,
                Duration.ofSeconds(9));
        try (Bench bench = new Bench(one, 16)) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            RecordingSink annsLine = bench.follow(ann, from(null)).awaitHello();
            RecordingSink bobsLine = bench.follow(bob, from(null)).awaitHello();
            bobsLine.block();
            bench.spine.post(bob, room, "the loop waits in this one");
            bobsLine.awaitBlocked();
            long join =
                    (Long) Spine.acked(bench.spine.submit(ann, new Join(room))).get("id");
            long last = many(bench, bob, 100);
            bobsLine.unblock();
            annsLine.awaitEvent(last);
            bobsLine.awaitEvent(last);

            long live = bench.spine.post(bob, room, "for ann too");
            annsLine.awaitEvent(live);
            assertEquals(LongStream.rangeClosed(join, live).boxed().toList(), annsLine.ids());
        }
    }

    /** Posts so many messages at once; answers the last one's id. */
    @Test
    void whoAsksForHeartbeatsSoonerGetsThem() {
        try (Bench bench = new Bench(Bench.limits(LONG, LONG, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink usual = bench.follow(ann, from(null)).awaitHello();
            RecordingSink sooner = bench.follow(ann, from(null)).awaitHello();
            sooner.follower.beat(1);
            sooner.awaitMessages("batch", 2);
            assertEquals(List.of(), usual.messages("batch"));
        }
    }

    private static long many(Bench bench, String user, int count) {
        List<CompletionStage<Answer>> answers = LongStream.range(0, count)
                .mapToObj(i -> bench.spine.submit(user, new Post(GENERAL, "message " + i)))
                .toList();
        return (Long) Spine.acked(answers.get(count - 1)).get("id");
    }
}
