package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Post;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;

/** What is no longer in memory comes from the store, piece by piece, and once for all who come back at a time. */
class OldEventsTest {
    private static final int POSTS = 1000;
    private static final int PEOPLE = 100;

    private final MemoryStore store = new MemoryStore();
    private final WatchedStore watched = new WatchedStore(store);
    private Spine spine;
    private EventLog log;

    @BeforeEach
    void begin() {
        spine = Spine.over(store, watched).install();
        log = spine.journal.log();
        String ann = spine.signUp("ann");
        List<CompletionStage<Answer>> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            posts.add(spine.submit(ann, new Post("r1", "message " + i)));
        }
        posts.forEach(Spine::acked);
    }

    @AfterEach
    void end() {
        spine.close();
    }

    private List<Long> readFrom(long id) {
        List<Long> ids = new ArrayList<>();
        for (long at = id; at < log.head().id(); at = ids.get(ids.size() - 1)) {
            log.load(at).forEach(entry -> ids.add(entry.id()));
        }
        return ids;
    }

    @Test
    void whereverOneBeginsAllThatFollowsIsReadOnceAndInOrder() {
        long head = log.head().id();
        for (long from : new long[] {0, 1, 255, 256, 257, 500, head - 1, head}) {
            assertEquals(LongStream.rangeClosed(from + 1, head).boxed().toList(), readFrom(from), "from " + from);
        }
    }

    @Test
    void whatManyAskForAtOnceIsReadOnce() {
        int before = watched.reads();

        List<CompletableFuture<List<Long>>> people = IntStream.range(0, PEOPLE)
                .mapToObj(person -> CompletableFuture.supplyAsync(() -> readFrom(person)))
                .toList();

        people.forEach(CompletableFuture::join);
        long pages = log.head().id() / 256;
        int ofTheEnd = PEOPLE; // it grows yet: each reads it for himself
        int reads = watched.reads() - before;
        assertTrue(reads <= 2 * pages + ofTheEnd, () -> reads + " reads"); // twice on a machine that stood still
    }

    @Test
    void whatWasReadIsReadAgainLater() {
        log.load(0);
        int before = watched.reads();

        Deadline.usual().await("that it is read again", () -> {
            log.load(0);
            return watched.reads() > before;
        });
    }
}
