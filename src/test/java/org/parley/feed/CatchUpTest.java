package org.parley.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.feed.Bench.GENERAL;
import static org.parley.feed.Bench.from;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer;
import org.parley.log.Cursor;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;

/** Who comes back to much. */
class CatchUpTest {
    private static final int POSTS = 2000;
    private static final int SIZE = 8192;
    private static final long A_SECOND = 48 << 20;

    /** Takes whatever it is given at once, as a socket on a quick network does. */
    private static final class Drain implements Sink {
        final AtomicLong bytes = new AtomicLong();

        @Override
        public boolean write(Frame frame) {
            bytes.addAndGet(frame.bytes().length);
            return true;
        }

        @Override
        public void close(Ending ending) {}

        @Override
        public long taken() {
            return bytes.get();
        }

        @Override
        public boolean twoWay() {
            return false;
        }
    }

    /** However quick it is: the processors are wanted for what is new. */
    @Test
    void whoeverIsBehindTakesNoMoreThanHisShare() {
        try (Bench bench = new Bench()) {
            String ann = bench.spine.signUp("ann");
            Cursor start = bench.head();
            String text = "x".repeat(SIZE);
            List<CompletionStage<Answer>> posts = new ArrayList<>();
            for (int i = 0; i < POSTS; i++) {
                posts.add(bench.spine.submit(ann, new Post(GENERAL, text)));
            }
            posts.forEach(Spine::acked);
            Drain drain = new Drain();

            long began = System.nanoTime();
            Follower follower = bench.feed.follow(Bench.reader(ann), from(start), drain, RecordingSink.PLAIN);
            follower.ready();
            Deadline.usual().await("all of it", () -> drain.bytes.get() >= (long) POSTS * SIZE);
            double seconds = (System.nanoTime() - began) / 1e9;

            double least = 0.9 * POSTS * SIZE / A_SECOND;
            assertTrue(seconds >= least, () -> seconds + " s, not " + least);
        }
    }
}
