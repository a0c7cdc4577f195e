package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

class WorkersTest {
    private static final int FEW = 2;
    private static final int MOST = 12;

    private final Workers workers = new Workers(FEW, MOST);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void end() {
        gate.countDown();
        workers.shutdownNow();
        Deadline.usual().await("all threads ended", workers::isTerminated);
    }

    private void block(int tasks) {
        for (int i = 0; i < tasks; i++) {
            workers.execute(this::block);
        }
    }

    private void block() {
        begun.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyShortTasksAreDoneByFew() {
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            workers.execute(done::incrementAndGet);
        }
        Deadline.usual().await("all are done", () -> done.get() == 10_000);
        assertTrue(workers.getLargestPoolSize() < MOST, () -> workers.getLargestPoolSize() + " threads");
    }

    @Test
    void whereAllWaitThereAreMore() {
        block(FEW + 3);
        Deadline.usual().await("all run", () -> begun.get() == FEW + 3);
    }

    @Test
    void thereAreNoMoreThanMayBe() {
        block(MOST + 5);
        Deadline.usual().await("the most run", () -> begun.get() == MOST);
        assertEquals(MOST, workers.getPoolSize());
        gate.countDown();
        Deadline.usual().await("the others too", () -> begun.get() == MOST + 5);
    }

    @Test
    void whenNobodyWaitsAFewAreKept() {
        block(MOST);
        Deadline.usual().await("the most run", () -> begun.get() == MOST);
        gate.countDown();
        Deadline.usual().await("a few are kept", () -> workers.getCorePoolSize() == FEW);
    }
}
