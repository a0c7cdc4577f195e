package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.chat.AccessPolicy;
import org.parley.chat.ChatRequest;
import org.parley.log.Answer;
import org.parley.log.Entry;
import org.parley.log.Event;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;
import org.parley.wire.JsonEncoding;

/**
 * People who come, go, talk and read at random, in every way there is to read, over a window that is far too small.
 * Whatever happens, each reader gets each event that he may see in the end, none that he might never see, each once, in
 * order.
 */
class RandomReadersTest {
    private static final int STEPS = 500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyReaderGetsWhatHeMaySeeOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        FeedLimits limits = new FeedLimits(
                2,
                7,
                1 << 18,
                64,
                1 << 14,
                20,
                20,
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                1 << 20,
                Duration.ofMillis(20));
        try (Bench bench = new Bench(limits, 32)) {
            Crowd crowd = new Crowd(bench, random);
            List<AnyReader> readers = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                crowd.act();
                if (step % 40 == 0) {
                    readers.add(AnyReader.random(bench, crowd.anybody(), random));
                }
                readers.get(random.nextInt(readers.size())).act(random);
            }
            crowd.awaitAnswers();
            readers.forEach(AnyReader::finish);
            Deadline.usual()
                    .await(
                            "all have read to the end",
                            () -> readers.stream()
                                    .allMatch(reader -> reader.cursor().equals(bench.head())));
            readers.forEach(reader -> check(bench, reader));
        }
    }

    private static void check(Bench bench, AnyReader reader) {
        List<Long> got = reader.ids();
        assertEquals(List.copyOf(new TreeSet<>(got)), got, () -> reader + " got each once and in order");
        AccessPolicy access = new AccessPolicy(bench.spine.directory);
        Seen seen = new Seen(reader.user());
        for (Event event : bench.spine.events()) {
            boolean might = seen.pass(event);
            boolean must = access.visible(reader.user(), Entry.of(event, new JsonEncoding()));
            if (event.id() > reader.begin()) {
                boolean has = got.contains(event.id());
                assertTrue(has || !must, () -> reader + " misses " + event);
                assertTrue(might || !has, () -> reader + " got " + event);
            }
        }
    }

    /** What somebody might have seen: what happened in his rooms while he was there. */
    private static final class Seen {
        private final String user;
        private final TreeSet<String> rooms = new TreeSet<>();

        Seen(String user) {
            this.user = user;
        }

        boolean pass(Event event) {
            boolean own = user.equals(event.subject());
            if (own && event.type().equals("join")) {
                rooms.add(event.room());
            }
            boolean might = own || event.room() == null || event.type().equals("room") || rooms.contains(event.room());
            if (own && event.type().equals("leave")) {
                rooms.remove(event.room());
            }
            return might;
        }
    }

    /** Does what people do. */
    private static final class Crowd {
        private final Bench bench;
        private final Random random;
        private final List<String> people = new ArrayList<>();
        private final List<String> rooms = new ArrayList<>();
        private CompletionStage<Answer> last;

        Crowd(Bench bench, Random random) {
            this.bench = bench;
            this.random = random;
            for (int i = 0; i < 4; i++) {
                people.add(bench.spine.signUp("person" + i));
            }
            for (int i = 0; i < 3; i++) {
                rooms.add(bench.spine.createRoom(people.get(i), "room" + i));
            }
        }

        String anybody() {
            return people.get(random.nextInt(people.size()));
        }

        void act() {
            String room = rooms.get(random.nextInt(rooms.size()));
            int what = random.nextInt(100);
            if (what < 60) {
                submit(new ChatRequest.Post(random.nextInt(4) == 0 ? Bench.GENERAL : room, "message"));
            } else if (what < 78) {
                submit(new ChatRequest.Join(room));
            } else if (what < 96) {
                submit(new ChatRequest.Leave(room));
            } else if (what < 98) {
                rooms.add(bench.spine.createRoom(anybody(), "room" + rooms.size()));
            } else {
                people.add(bench.spine.signUp("person" + people.size()));
            }
        }

        private void submit(ChatRequest request) {
            last = bench.spine.submit(anybody(), request);
        }

        void awaitAnswers() {
            Spine.await(last);
        }
    }
}
