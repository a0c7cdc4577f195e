package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.parley.log.Cursor;
import org.parley.testing.Deadline;
import tools.jackson.databind.JsonNode;

/** Why lines end, and what keeps them alive. */
class LineEndTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration FAIR = Duration.ofMillis(500);

    @Test
    void whoLetsTooManyControlMessagesWaitIsTooSlow() {
        try (Bench bench = new Bench()) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            line.refuse();
            for (int i = 0; i < 70; i++) {
                line.follower.control(ack(i));
            }

            assertEquals(4408, line.awaitEnding());
        }
    }

    @Test
    void whoLetsTooManyBytesOfControlMessagesWaitIsTooSlow() {
        try (Bench bench = new Bench()) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            line.refuse();
            line.follower.control(ack(0));
            for (int i = 0; i < 3; i++) {
                line.follower.control(new byte[8000]);
            }

            assertEquals(4408, line.awaitEnding());
        }
    }

    @Test
    void whoTakesControlMessagesGetsAllOfThemInOrder() {
        try (Bench bench = new Bench()) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            for (int i = 0; i < 1000; i++) {
                line.follower.control(ack(i));
                if (i % 50 == 49) {
                    line.awaitMessages("ack", i + 1);
                }
            }

            List<Integer> keys = line.messages("ack").stream()
                    .map(ack -> ack.get("key").asInt())
                    .toList();
            assertEquals(keys.stream().sorted().toList(), keys);
            assertNull(line.ending);
        }
    }

    @Test
    void whoTakesNothingForTooLongIsTooSlow() {
        try (Bench bench = new Bench(Bench.limits(LONG, SHORT, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            RecordingSink quick = bench.follow(ann, from(null)).awaitHello();
            line.refuse();
            bench.spine.post(ann, GENERAL, "more than it takes");

            assertEquals(4408, line.awaitEnding());
            assertNull(quick.ending);
        }
    }

    @Test
    void whoTakesALittleNowAndThenIsNeitherTooSlowNorSilent() {
        try (Bench bench = new Bench(Bench.limits(FAIR, FAIR, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line =
                    bench.follow(ann, from(null), new RecordingSink(true)).awaitHello();
            line.refuse();
            bench.spine.post(ann, GENERAL, "more than it takes at once");
            Deadline aWhile = Deadline.in(FAIR.multipliedBy(3));
            while (!aWhile.passed()) {
                line.taken.incrementAndGet();
                Deadline.pause();
            }
            assertNull(line.ending);
            assertEquals(4408, line.awaitEnding());
        }
    }

    @Test
    void whoFallsTooFarBehindHasToComeAgainAndMayBeAsFarBehindAsHeIs() {
        try (Bench bench = new Bench(Bench.limits(LONG, LONG, 10, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            RecordingSink again = new RecordingSink();
            line.refuse();
            Deadline.usual().await("the end", () -> {
                bench.spine.post(ann, GENERAL, "one more"); // a busy loop gives many in one frame
                return line.ending != null;
            });
            assertEquals(4408, line.awaitEnding());

            again.refuse();
            bench.follow(ann, from(line.cursor()), again).awaitMessages("hello", 1);
            bench.follow(ann, from(null)).awaitHello().awaitEvent(bench.spine.post(ann, GENERAL, "a tick later"));
            assertNull(again.ending);
            again.acceptAgain();
            again.awaitEvent(bench.head().id());
        }
    }

    @Test
    void aLineThatNeverBecomesReadyEnds() {
        try (Bench bench = new Bench(Bench.limits(LONG, SHORT, LONG), 1024)) {
            RecordingSink line = new RecordingSink();
            Reader ann = Bench.reader(bench.spine.signUp("ann"));
            line.follower = bench.feed.follow(ann, from(null), line, RecordingSink.PLAIN);

            assertEquals(4408, line.awaitEnding());
        }
    }

    @Test
    void anIdleLineGetsHeartbeatsThatMoveItsCursor() {
        try (Bench bench = new Bench(Bench.limits(SHORT, LONG, LONG), 1024)) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            line.awaitMessages("batch", 2);

            JsonNode heartbeat = line.messages("batch").get(1);
            assertTrue(heartbeat.get("events").isEmpty());
            assertEquals(bench.head(), line.cursor());
            assertNull(line.ending);
        }
    }

    @Test
    void silenceEndsALineThatCouldAnswerAndNoOther() {
        try (Bench bench = new Bench(Bench.limits(FAIR, LONG, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink stream = bench.follow(ann, from(null), new RecordingSink(false));
            RecordingSink silent = bench.follow(ann, from(null), new RecordingSink(true));
            RecordingSink answering = bench.follow(ann, from(null), new RecordingSink(true));
            Deadline.usual().await("the silent one ends", () -> {
                answering.follower.heard();
                return silent.ending != null;
            });

            assertEquals(4408, silent.ending.code());
            assertNull(stream.ending);
            assertNull(answering.ending);
        }
    }

    @Test
    void aBusyLineIsAskedForASignOfLifeToo() {
        try (Bench bench = new Bench(Bench.limits(FAIR, LONG, LONG), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null), new RecordingSink(true));
            Deadline.usual().await("an empty batch among the full ones", () -> {
                bench.spine.post(ann, GENERAL, "busy");
                return line.messages("batch").stream()
                        .anyMatch(batch -> batch.get("events").isEmpty());
            });
        }
    }

    @Test
    void theEndOfASessionEndsItsLinesAndNoOthers() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink ended = bench.follow(new Reader(ann, "one", null), from(null), new RecordingSink());
            RecordingSink other = bench.follow(new Reader(ann, "two", null), from(null), new RecordingSink());
            ended.awaitHello();
            bench.feed.end(ann, "one");
            assertEquals(4401, ended.awaitEnding());

            other.awaitEvent(bench.spine.post(ann, GENERAL, "hello"));
            assertEquals(List.of(), ended.ids());
        }
    }

    @Test
    void aLineThatComesAfterTheEndOfItsSessionIsRefused() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            bench.feed.end(ann, "one");
            RecordingSink late = bench.follow(new Reader(ann, "one", null), from(null), new RecordingSink());

            assertEquals(4401, late.awaitEnding());
            assertEquals(List.of(), late.messages());
        }
    }

    @Test
    void oneLineTooManyIsRefused() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            for (int i = 0; i < 4; i++) {
                bench.follow(ann, from(null)).awaitHello();
            }

            assertEquals(4429, bench.follow(ann, from(null)).awaitEnding());
        }
    }

    @Test
    void drainingTellsEveryLineAndKeepsAcksBeforeIt() {
        try (Bench bench = new Bench()) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            line.follower.control(ack(1));
            bench.feed.drain(Duration.ofSeconds(5), false);

            assertEquals(Ending.goingAway(Duration.ofSeconds(1)), line.ending);
            assertEquals(1, line.messages("ack").size());
            RecordingSink late = bench.follow("u2", from(null));
            assertEquals(1001, late.awaitEnding());
        }
    }

    @Test
    void whoIsTakenInElsewhereMayComeThereAtOnce() {
        try (Bench bench = new Bench()) {
            RecordingSink line =
                    bench.follow(bench.spine.signUp("ann"), from(null)).awaitHello();
            bench.feed.drain(Duration.ofSeconds(5), true);

            assertEquals(Ending.goingAway(Duration.ZERO), line.ending);
        }
    }

    /** A round that fails in the middle may have told some and not others: nobody is left with a hole. */
    @Test
    void anErrorInARoundEndsTheLinesAndTheyMayComeBack() {
        AtomicBoolean failing = new AtomicBoolean();
        Framing framing = (json, cursor) -> {
            if (failing.get() && new String(json, StandardCharsets.UTF_8).contains("too much")) {
                throw new OutOfMemoryError("made to fail");
            }
            return new Frame(json);
        };
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = new RecordingSink();
            line.follower = bench.feed.follow(Bench.reader(ann), from(null), line, framing);
            line.follower.ready();
            Cursor cursor = line.awaitHello().cursor();
            failing.set(true);
            long id = bench.spine.post(ann, GENERAL, "too much");
            assertEquals(Ending.FAILED.code(), line.awaitEnding());

            bench.follow(ann, from(cursor)).awaitHello().awaitEvent(id);
            bench.follow(ann, from(null)).awaitHello().awaitEvent(bench.spine.post(ann, GENERAL, "and on"));
        }
    }

    @Test
    void aLineWhosePagesCannotBeReadEndsAndMayComeBack() {
        try (Bench bench = new Bench(Bench.limits(), 16, task -> {
            throw new RejectedExecutionException("too many wait");
        })) {
            String ann = bench.spine.signUp("ann");
            for (int i = 0; i < 30; i++) {
                bench.spine.post(ann, GENERAL, "message");
            }
            RecordingSink line = bench.follow(ann, from(bench.start()));

            assertEquals(1011, line.awaitEnding());
            assertEquals(new Reply.Failed(), bench.read(ann, from(bench.start())));
        }
    }

    private static byte[] ack(int key) {
        return ("{\"type\":\"ack\",\"key\":" + key + "}").getBytes(StandardCharsets.UTF_8);
    }
}
