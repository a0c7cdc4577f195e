package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.chat.ChatRequest.Join;
import org.parley.log.Cursor;
import org.parley.log.EventLog.Gone;
import org.parley.spine.FaultyStore.Fault;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;
import tools.jackson.databind.JsonNode;

/** Cursors that can't be served, and ones that only seem so. */
class CursorGoneTest {
    @ParameterizedTest
    @EnumSource(Gone.class)
    void itsCauseIsToldInEveryWayOfReading(Gone cause) {
        try (Bench bench = new Bench(Bench.limits(), 16)) {
            String ann = signUpAndPrune(bench);
            From gone = from(gone(bench, cause));
            Reply.Gone told = new Reply.Gone(cause, bench.head().at(bench.memory.first() - 1), bench.head());

            assertEquals(told, bench.read(ann, gone));
            assertEquals(
                    told, Bench.reply(done -> bench.feed.await(Bench.reader(ann), gone, Duration.ofSeconds(20), done)));
            RecordingSink line = bench.follow(ann, gone);
            assertEquals(4410, line.awaitEnding());
            JsonNode error = line.messages("error").get(0);
            assertEquals("cursor-gone", error.get("code").asString());
            assertEquals(
                    cause.name().toLowerCase(Locale.ROOT), error.get("cause").asString());
            assertEquals(told.first().toString(), error.get("first").asString());
            assertEquals(told.head().toString(), error.get("head").asString());
        }
    }

    @Test
    void theOldestPositionLeftCanBeReadFrom() {
        try (Bench bench = new Bench(Bench.limits(), 16)) {
            String ann = signUpAndPrune(bench);
            Cursor first = bench.head().at(bench.memory.first() - 1);

            Reply.Batch batch = (Reply.Batch) bench.read(ann, from(first));
            assertEquals(first.id() + 1, batch.events().get(0).id());
            RecordingSink line = bench.follow(ann, from(first));
            line.awaitEvent(bench.head().id());
            assertEquals(first.id() + 1, line.ids().get(0));
        }
    }

    @Test
    void aCursorAheadOfThisNodeAloneIsServed() {
        try (Bench bench = new Bench();
                Spine other = Spine.over(bench.memory)) {
            String ann = bench.spine.signUp("ann");
            Spine.await(other.journal.log().refresh());
            long unread = other.post(ann, GENERAL, "from elsewhere");
            Cursor ahead = bench.head().at(unread);

            assertEquals(ahead, ((Reply.Batch) bench.read(ann, from(ahead))).cursor());
            long next = other.post(ann, GENERAL, "more from elsewhere");
            RecordingSink line = bench.follow(ann, from(bench.head().at(next)));
            line.awaitHello();
            assertEquals(next, line.cursor().id());
        }
    }

    /** Its cursor may be another node's: to call it gone would make its reader drop what he has. */
    @ParameterizedTest
    @ValueSource(strings = {"LOCK", "NONE"})
    void whileTheStoreFailsOrHangsACursorAheadIsNotCalledGone(Fault fault) {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            From ahead = from(bench.head().at(bench.head().id() + 1));
            bench.store.fail(fault);
            if (fault == Fault.NONE) {
                bench.store.hold();
            }

            assertEquals(new Reply.Failed(), bench.read(ann, ahead));
            RecordingSink line = bench.follow(ann, ahead);
            assertEquals(1011, line.awaitEnding());
        }
    }

    @Test
    void aPageEndsWhereThisNodeHasReadForItDoesNotKnowYetWhoMaySeeTheRest() {
        try (Bench bench = new Bench(Bench.limits(), 16);
                Spine other = Spine.over(bench.memory)) {
            String ann = signUpAndPrune(bench);
            Cursor from = bench.head().at(bench.memory.first() - 1);
            String bob = other.signUp("bob");
            String room = other.createRoom(bob, "bob's");
            Spine.await(other.submit(ann, new Join(room)));
            long id = other.post(bob, room, "for ann too");

            Reply.Batch page = (Reply.Batch) bench.read(ann, from(from));
            assertEquals(bench.head(), page.cursor());
            Spine.await(bench.spine.journal.log().refresh());
            Reply.Batch rest = (Reply.Batch) bench.read(ann, from(page.cursor()));
            assertEquals(id, rest.events().get(rest.events().size() - 1).id());
        }
    }

    @Test
    void aLineIsToldWhenANewEpochBegins() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            RecordingSink line = bench.follow(ann, from(null)).awaitHello();
            try (var writer = bench.memory.writer()) {
                writer.lock();
                writer.epoch("another");
                writer.commit();
            }
            bench.spine.post(ann, GENERAL, "in a new epoch");

            assertEquals(4410, line.awaitEnding());
            assertEquals("epoch", line.messages("error").get(0).get("cause").asString());
            RecordingSink fresh = bench.follow(ann, from(null)).awaitHello();
            fresh.awaitEvent(bench.spine.post(ann, GENERAL, "and on it goes"));
        }
    }

    @Test
    void aParkedPollIsSentToAskAgainWhenANewEpochBegins() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            Cursor before = bench.head();
            Reply reply = Bench.reply(done -> {
                bench.feed.await(Bench.reader(ann), from(before), Duration.ofSeconds(20), done);
                try (var writer = bench.memory.writer()) {
                    writer.lock();
                    writer.epoch("another");
                    writer.commit();
                }
                Deadline.usual().await("the new epoch", () -> {
                    Spine.await(bench.spine.journal.log().refresh());
                    return bench.head().epoch().equals("another");
                });
            });

            assertEquals(true, ((Reply.Batch) reply).more());
            assertEquals(before, ((Reply.Batch) reply).cursor());
        }
    }

    private static String signUpAndPrune(Bench bench) {
        String ann = bench.spine.signUp("ann");
        for (int i = 0; i < 20; i++) {
            bench.spine.post(ann, GENERAL, "old");
        }
        bench.spine.journal.prune(Long.MAX_VALUE, 0);
        for (int i = 0; i < 20; i++) {
            bench.spine.post(ann, GENERAL, "new");
        }
        return ann;
    }

    private static Cursor gone(Bench bench, Gone cause) {
        Cursor head = bench.head();
        return switch (cause) {
            case EXPIRED -> head.at(3);
            case EPOCH -> new Cursor("another", head.id());
            case AHEAD -> head.at(head.id() + 1);
        };
    }
}
