package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(5000);
    private final RateLimit limit = new RateLimit(20, Duration.ofSeconds(1), 100, now::get);

    @Test
    void aBurstPassesAndOneMoreDoesNot() {
        assertEquals(100, passing(150));
    }

    @Test
    void whoIsRefusedIsToldWhenItMayBeTriedAgain() {
        passing(100);
        long wait = limit.take("ann");

        assertEquals(50, wait);
        now.addAndGet(wait - 1);
        assertTrue(limit.take("ann") > 0);
        now.addAndGet(1);
        assertEquals(0, limit.take("ann"));
    }

    @Test
    void inTheLongRunSoManyPassInATime() {
        passing(100);
        long passed = 0;
        for (int i = 0; i < 600; i++) {
            now.addAndGet(100);
            passed += passing(10);
        }
        assertEquals(60 * 20, passed);
    }

    @Test
    void aPauseFillsTheBurstAndNoMore() {
        passing(100);
        now.addAndGet(3_600_000);
        assertEquals(100, passing(200));
    }

    @Test
    void eachNameIsCountedForItself() {
        passing(100);
        assertEquals(0, limit.take("bob"));
        limit.forget("ann");
        assertEquals(0, limit.take("ann"));
    }

    @Test
    void sweepingForgetsOnlyThoseWhoseBurstIsFullAgain() {
        passing(100);
        limit.take("bob");
        now.addAndGet(50);
        limit.sweep();
        assertEquals(1, passing(5));
        now.addAndGet(60_000);
        limit.sweep();
        assertEquals(100, passing(200));
    }

    private long passing(int tries) {
        return IntStream.range(0, tries).filter(i -> limit.take("ann") == 0).count();
    }
}
