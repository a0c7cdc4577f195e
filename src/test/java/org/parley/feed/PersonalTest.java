package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.ChatRequest.Read;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** What is not in the log: read marks, and who is here now. */
class PersonalTest {
    @Test
    void aReadMarkIsToldToItsOwnersLinesOnly() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            RecordingSink one = bench.follow(ann, from(null)).awaitHello();
            RecordingSink two = bench.follow(ann, from(null)).awaitHello();
            RecordingSink bobs = bench.follow(bob, from(null)).awaitHello();
            bench.spine.answer(ann, new Read(GENERAL, 2));
            one.awaitMessages("mine", 1);
            two.awaitMessages("mine", 1);
            bobs.awaitEvent(bench.spine.post(ann, GENERAL, "hello"));

            assertEquals(2, read(one.messages("mine").get(0)));
            assertEquals(List.of(), bobs.messages("mine"));
        }
    }

    @Test
    void onlyTheNewestWaitsForALineThatTakesNothing() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            line.refuse();
            bench.spine.post(ann, GENERAL, "the last that it takes");
            line.awaitFull();
            RecordingSink other = bench.follow(ann, from(null)).awaitHello();
            for (int i = 1; i <= 4; i++) {
                bench.spine.answer(ann, new Read(GENERAL, i));
            }
            other.awaitMessages("mine", 1);
            Deadline.usual().await("the newest", () -> read(newest(other)) == 4);
            line.acceptAgain();
            line.awaitMessages("mine", 1);

            assertEquals(
                    List.of(4L),
                    line.messages("mine").stream().map(PersonalTest::read).toList());
        }
    }

    @Test
    void nothingOlderIsToldAfterSomethingNewer() {
        Deque<Runnable> reading = new ConcurrentLinkedDeque<>();
        try (Bench bench = new Bench(Bench.limits(), 1024, reading::push)) {
            String ann = bench.spine.signUp("ann");
            String room = bench.spine.createRoom(ann, "room");
            bench.spine.answer(ann, new Read(GENERAL, 1));
            bench.spine.answer(ann, new Read(room, 3));
            RecordingSink line = bench.follow(ann, new From(null, 0L, 0)).awaitHello();
            Deadline.usual().await("the store is asked", () -> !reading.isEmpty());
            bench.spine.answer(ann, new Read(GENERAL, 4));
            Deadline.usual().await("it is asked once more", () -> reading.size() == 2);
            awaitReading(reading, () -> !line.messages("mine").isEmpty());
            bench.spine.answer(ann, new Read(GENERAL, 5));
            awaitReading(reading, () -> read(newest(line)) == 5);

            List<Long> versions = line.messages("mine").stream()
                    .map(mine -> mine.get("version").asLong())
                    .toList();
            assertEquals(versions.stream().sorted().toList(), versions);
            JsonNode first = line.messages("mine").get(0).get("read");
            assertEquals(
                    List.of(4L, 3L),
                    List.of(first.get(GENERAL).asLong(), first.get(room).asLong()));
        }
    }

    /** Reads the store, the last that asked first, until this is so. */
    private static void awaitReading(Deque<Runnable> reading, BooleanSupplier condition) {
        Deadline.usual().await("the newest", () -> {
            for (Runnable next = reading.poll(); next != null; next = reading.poll()) {
                next.run();
            }
            return condition.getAsBoolean();
        });
    }

    private static JsonNode newest(RecordingSink line) {
        List<JsonNode> mine = line.messages("mine");
        return mine.get(mine.size() - 1);
    }

    @Test
    void aLineThatKnowsAVersionIsToldWhatChangedSince() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            bench.spine.answer(ann, new Read(GENERAL, 1));
            long version = bench.memory.archive().personal(ann, 0).version();
            RecordingSink upToDate =
                    bench.follow(ann, new From(null, version, 0)).awaitHello();
            RecordingSink behind =
                    bench.follow(ann, new From(null, version - 1, 0)).awaitHello();
            behind.awaitMessages("mine", 1);
            upToDate.awaitEvent(bench.spine.post(ann, GENERAL, "hello"));

            assertEquals(version, behind.messages("mine").get(0).get("version").asLong());
            assertEquals(List.of(), upToDate.messages("mine"));
        }
    }

    @Test
    void whoIsHereAndWhoTypesIsToldToTheMembers() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            bench.follow(bob, from(null)).awaitHello();
            Deadline.usual().await("bob is online", () -> online(line).equals(List.of(ann, bob)));
            bench.presence.typing(bob, GENERAL, System.nanoTime() / 1_000_000);
            Deadline.usual().await("bob types", () -> typing(line).equals(List.of(bob)));
            bench.spine.post(bob, GENERAL, "hello");
            Deadline.usual().await("bob has posted", () -> typing(line).isEmpty());
            bench.spine.answer(bob, new Leave(GENERAL));
            Deadline.usual().await("bob has left", () -> online(line).equals(List.of(ann)));
            bench.spine.answer(bob, new Join(GENERAL));
            Deadline.usual().await("bob is back", () -> online(line).equals(List.of(ann, bob)));
        }
    }

    @Test
    void presenceIsToldOnceAnIntervalAtMost() {
        Duration interval = Duration.ofMillis(300);
        try (Bench bench = new Bench(Bench.limits(Duration.ofSeconds(20), Duration.ofSeconds(30), interval), 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            long begin = System.nanoTime();
            int before = line.messages("now").size();
            Deadline busy = Deadline.in(interval.multipliedBy(4));
            while (!busy.passed()) {
                bench.presence.typing(ann, GENERAL, 0);
                bench.presence.stopped(ann, GENERAL);
                Deadline.pause();
            }
            int told = line.messages("now").size() - before;
            long intervals = (System.nanoTime() - begin) / interval.toNanos();

            assertTrue(told <= intervals + 1, () -> line.messages("now").toString());
            assertTrue(told > 0);
        }
    }

    private static long read(JsonNode mine) {
        return mine.get("read").get(GENERAL).asLong();
    }

    private static List<String> online(RecordingSink line) {
        return newest(line, "online");
    }

    private static List<String> typing(RecordingSink line) {
        return newest(line, "typing");
    }

    private static List<String> newest(RecordingSink line, String what) {
        List<JsonNode> lists = line.messages("now").stream()
                .filter(now -> now.has(what) && now.get(what).has(GENERAL))
                .map(now -> now.get(what).get(GENERAL))
                .toList();
        return lists.isEmpty() ? List.of("nobody yet") : Json.strings(lists.get(lists.size() - 1));
    }
}
