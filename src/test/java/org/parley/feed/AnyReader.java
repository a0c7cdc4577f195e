package org.parley.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.parley.log.Cursor;
import org.parley.testing.Json;

/** Somebody who reads from a cursor in one of the three ways, and keeps the ids of what he got. */
interface AnyReader {
    String user();

    /** The position it began at. */
    long begin();

    /** How far it has read. */
    Cursor cursor();

    List<Long> ids();

    /** Reads a little, or pauses. */
    void act(Random random);

    /** Reads to the end from now on. */
    void finish();

    static AnyReader random(Bench bench, String user, Random random) {
        Cursor begin = bench.head().at(random.nextInt((int) bench.head().id() + 1));
        return switch (random.nextInt(3)) {
            case 0 -> new Polling(bench, user, begin);
            case 1 -> new LongPolling(bench, user, begin);
            default -> new Following(bench, user, begin);
        };
    }

    /** What a reader knows. */
    record Notes(String user, long begin, List<Long> ids) {
        static Notes of(String user, Cursor begin) {
            return new Notes(user, begin.id(), new ArrayList<>());
        }
    }

    /** Asks now and then. */
    class Polling implements AnyReader {
        final Bench bench;
        final Notes notes;
        private volatile Cursor cursor;

        Polling(Bench bench, String user, Cursor begin) {
            this.bench = bench;
            this.notes = Notes.of(user, begin);
            this.cursor = begin;
        }

        /** Takes an answer; tells whether there is more. */
        boolean took(Reply reply) {
            Reply.Batch batch = (Reply.Batch) reply;
            synchronized (notes) {
                batch.events()
                        .forEach(event -> notes.ids.add(Json.parse(new String(event.json(), StandardCharsets.UTF_8))
                                .get("id")
                                .asLong()));
                cursor = batch.cursor();
            }
            return batch.more();
        }

        @Override
        public void act(Random random) {
            took(bench.read(user(), Bench.from(cursor)));
        }

        @Override
        public void finish() {
            boolean more = true;
            while (more || !cursor.equals(bench.head())) {
                more = took(bench.read(user(), Bench.from(cursor)));
            }
        }

        @Override
        public String user() {
            return notes.user;
        }

        @Override
        public long begin() {
            return notes.begin;
        }

        @Override
        public Cursor cursor() {
            return cursor;
        }

        @Override
        public List<Long> ids() {
            synchronized (notes) {
                return List.copyOf(notes.ids);
            }
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + " by " + user() + " from " + begin();
        }
    }

    /** Always has a poll open. */
    final class LongPolling extends Polling {
        LongPolling(Bench bench, String user, Cursor begin) {
            super(bench, user, begin);
            ask();
        }

        private void ask() {
            bench.feed.await(Bench.reader(user()), Bench.from(cursor()), Duration.ofMillis(100), reply -> {
                if (reply instanceof Reply.Batch) {
                    took(reply);
                    ask();
                }
            });
        }

        @Override
        public void act(Random random) {}

        @Override
        public void finish() {}
    }

    /** Has a line, which now and then takes nothing for a while. */
    final class Following implements AnyReader {
        private final String user;
        private final long begin;
        private final RecordingSink sink;

        Following(Bench bench, String user, Cursor begin) {
            this.user = user;
            this.begin = begin.id();
            this.sink = bench.follow(user, Bench.from(begin));
        }

        @Override
        public void act(Random random) {
            if (random.nextBoolean()) {
                sink.refuse();
            } else {
                sink.acceptAgain();
            }
        }

        @Override
        public void finish() {
            sink.acceptAgain();
        }

        @Override
        public String user() {
            return user;
        }

        @Override
        public long begin() {
            return begin;
        }

        @Override
        public Cursor cursor() {
            return sink.messages().isEmpty() ? new Cursor("none", 0) : sink.cursor();
        }

        @Override
        public List<Long> ids() {
            return sink.ids();
        }

        @Override
        public String toString() {
            return "Following by " + user + " from " + begin;
        }
    }
}
