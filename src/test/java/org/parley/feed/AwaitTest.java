package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.chat.ChatRequest.Post;
import org.parley.chat.ChatRequest.Read;
import org.parley.log.Answer;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;

/** Polls that are held. */
class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aHeldPollIsAnsweredByTheFirstEventItMaySee() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            CompletableFuture<Reply> poll = await(bench, ann, from(bench.head()), LONG);
            bench.spine.post(bob, room, "not for ann");
            long id = bench.spine.post(bob, GENERAL, "for ann");

            Reply.Batch batch = batch(poll);
            assertEquals(List.of(id), batch.events().stream().map(Entry::id).toList());
            assertEquals(id, batch.cursor().id());
        }
    }

    @Test
    void whatIsThereAlreadyAnswersAtOnce() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");

            assertFalse(
                    batch(await(bench, ann, from(bench.start()), LONG)).events().isEmpty());
            assertEquals(
                    bench.head(), batch(await(bench, ann, from(null), LONG)).cursor());
        }
    }

    @Test
    void aPollThatWasHeldLongEnoughIsAnsweredEmptyAtTheHead() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            CompletableFuture<Reply> poll = await(bench, ann, from(bench.head()), Duration.ofMillis(100));
            long id = bench.spine.post(bob, room, "not for ann");

            assertTrue(batch(poll).events().isEmpty());
            assertFalse(batch(poll).more());
            assertTrue(batch(poll).cursor().id() >= id - 1);
        }
    }

    @Test
    void aNewerPollOfTheSameClientReplacesTheOlderOne() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            Cursor head = bench.head();
            CompletableFuture<Reply> older = await(bench, new Reader(ann, "s", "tab"), from(head), LONG);
            CompletableFuture<Reply> otherTab = await(bench, new Reader(ann, "s", "tab 2"), from(head), LONG);
            CompletableFuture<Reply> otherSession = await(bench, new Reader(ann, "t", "tab"), from(head), LONG);
            CompletableFuture<Reply> newer = await(bench, new Reader(ann, "s", "tab"), from(head), LONG);

            assertTrue(batch(older).replaced());
            assertEquals(head, batch(older).cursor());
            bench.spine.post(ann, GENERAL, "hello");
            for (CompletableFuture<Reply> poll : List.of(otherTab, otherSession, newer)) {
                assertFalse(batch(poll).replaced());
                assertEquals(1, batch(poll).events().size());
            }
        }
    }

    /** Both look at the log before either is parked; the newer one, which found the log in memory, may be the first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whicheverOfTwoPollsIsParkedFirstTheNewerStays(boolean newerFirst) {
        Queue<Runnable> reading = new ConcurrentLinkedQueue<>();
        try (Bench bench = new Bench(Bench.limits(), 16, reading::add)) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            Cursor old = bench.head();
            for (int i = 0; i < 40; i++) {
                bench.spine.post(bob, room, "not for ann");
            }
            Reader tab = new Reader(ann, "s", "tab");
            CompletableFuture<Reply> older = await(bench, tab, from(old), LONG);
            CompletableFuture<Reply> newer = await(bench, tab, from(newerFirst ? bench.head() : old), LONG);
            assertFalse(older.isDone());
            while (!reading.isEmpty()) {
                reading.remove().run();
            }

            assertTrue(batch(older).replaced());
            bench.spine.post(bob, GENERAL, "hello");
            assertEquals(1, batch(newer).events().size());
        }
    }

    @Test
    void ofTooManyParkedPollsOfASessionTheOldestIsAnswered() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            List<CompletableFuture<Reply>> polls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                polls.add(await(bench, ann, from(bench.head()), LONG));
            }

            for (CompletableFuture<Reply> oldest : polls.subList(0, 2)) {
                assertTrue(batch(oldest).events().isEmpty());
                assertFalse(batch(oldest).replaced());
            }
            bench.spine.post(ann, GENERAL, "hello");
            polls.subList(2, 5)
                    .forEach(poll -> assertEquals(1, batch(poll).events().size()));
        }
    }

    @Test
    void aPollWhoseClientWentAwayIsNotAnswered() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            CompletableFuture<Reply> gone = new CompletableFuture<>();
            Feed.Parked parked = bench.feed.await(Bench.reader(ann), from(bench.head()), LONG, gone::complete);
            CompletableFuture<Reply> other = await(bench, ann, from(bench.head()), LONG);
            parked.cancel();
            bench.spine.post(ann, GENERAL, "hello");

            assertEquals(1, batch(other).events().size());
            assertFalse(gone.isDone());
        }
    }

    @Test
    void aReadMarkAnswersThePollsThatAskForIt() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            CompletableFuture<Reply> asking = await(bench, ann, new From(bench.head(), 0L, 0), LONG);
            CompletableFuture<Reply> other = await(bench, ann, from(bench.head()), LONG);
            bench.spine.answer(ann, new Read(GENERAL, 2));

            Reply.Batch told = batch(asking);
            if (told.more()) { // the mark was there before the poll was parked
                told = batch(await(bench, ann, new From(bench.head(), 0L, 0), LONG));
            }
            assertEquals(Map.of(GENERAL, 2L), told.mine().read());
            assertFalse(other.isDone());
            assertEquals(
                    Map.of(GENERAL, 2L),
                    batch(await(bench, ann, new From(bench.head(), 0L, 0), LONG))
                            .mine()
                            .read());
        }
    }

    @Test
    void theEndOfASessionEndsItsPollsEvenThoseThatComeLate() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            CompletableFuture<Reply> parked = await(bench, new Reader(ann, "one", null), from(bench.head()), LONG);
            CompletableFuture<Reply> other = await(bench, new Reader(ann, "two", null), from(bench.head()), LONG);
            bench.feed.end(ann, "one");

            assertEquals(new Reply.Ended(), Spine.await(parked));
            assertEquals(
                    new Reply.Ended(),
                    Spine.await(await(bench, new Reader(ann, "one", null), from(bench.head()), LONG)));
            assertFalse(other.isDone());
        }
    }

    @Test
    void drainingAnswersAllPollsAndHoldsNoMore() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            CompletableFuture<Reply> parked = await(bench, ann, from(bench.head()), LONG);
            bench.feed.drain(Duration.ofSeconds(5), false);

            assertTrue(batch(parked).events().isEmpty());
            assertTrue(
                    batch(await(bench, ann, from(bench.head()), LONG)).events().isEmpty());
        }
    }

    @Test
    void drainingWaitsForABusyLoopNoLongerThanItMay() {
        FeedLimits one = Bench.limits(1, 256, 1 << 18);
        try (Bench bench = new Bench(one, 1024)) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            line.block();
            bench.spine.post(ann, GENERAL, "the loop waits in this one");
            line.awaitBlocked();
            bench.feed.drain(Duration.ofMillis(50), false);

            assertNull(line.ending, "it waited until the loop was free");
            line.unblock();
            assertEquals(1001, line.awaitEnding());
        }
    }

    @Test
    void oneAnswerLooksAtSoManyEventsAndSaysThatThereAreMore() {
        try (Bench bench = new Bench(Bench.limits(), 1 << 13)) {
            String ann = bench.spine.signUp("ann");
            String bob = bench.spine.signUp("bob");
            String room = bench.spine.createRoom(bob, "bob's");
            Cursor before = bench.head();
            List<CompletionStage<Answer>> posts = IntStream.range(0, 5000)
                    .mapToObj(i -> bench.spine.submit(bob, new Post(room, "not for ann")))
                    .toList();
            posts.forEach(Spine::acked);

            Reply.Batch first = (Reply.Batch) bench.read(ann, from(before));
            assertEquals(List.of(), first.events());
            assertEquals(before.at(before.id() + 4096), first.cursor());
            assertTrue(first.more());
            assertFalse(((Reply.Batch) bench.read(ann, from(first.cursor()))).more());
        }
    }

    @Test
    void everyPollThatRacesTheDrainIsAnswered() throws InterruptedException {
        for (int round = 0; round < 30; round++) {
            try (Bench bench = new Bench()) {
                String ann = bench.spine.signUp("ann");
                List<CompletableFuture<Reply>> polls = new ArrayList<>();
                Thread client = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        polls.add(await(bench, new Reader(ann, "s" + i, null), from(bench.head()), LONG));
                    }
                });
                client.start();
                bench.feed.drain(Duration.ofSeconds(5), false);
                client.join();
                polls.forEach(Spine::await);
            }
        }
    }

    @Test
    void aPollThatCannotBeAnsweredHarmsNoOther() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            for (int i = 0; i < 2; i++) {
                bench.feed.await(new Reader(ann, "broken", null), from(bench.head()), LONG, reply -> {
                    throw new IllegalStateException("made to break");
                });
            }
            CompletableFuture<Reply> poll = await(bench, ann, from(bench.head()), LONG);
            bench.spine.post(ann, GENERAL, "hello");
            assertEquals(1, batch(poll).events().size());
            CompletableFuture<Reply> next = await(bench, ann, from(bench.head()), LONG);
            bench.spine.post(ann, GENERAL, "again");
            Deadline.usual().await("the next one too", next::isDone);
        }
    }

    private static CompletableFuture<Reply> await(Bench bench, String user, From from, Duration hold) {
        return await(bench, Bench.reader(user), from, hold);
    }

    private static CompletableFuture<Reply> await(Bench bench, Reader reader, From from, Duration hold) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        bench.feed.await(reader, from, hold, reply::complete);
        return reply;
    }

    private static Reply.Batch batch(CompletableFuture<Reply> poll) {
        return (Reply.Batch) Spine.await(poll);
    }
}
