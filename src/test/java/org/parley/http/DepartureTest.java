package org.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

/** The timer is here, and the threads are as busy as a test wants. */
class DepartureTest {
    private final Deque<Runnable> due = new ArrayDeque<>();
    private Duration waited = Duration.ZERO;
    private final Departure departure = new Departure((pause, task) -> {
        waited = waited.plus(pause);
        due.add(task);
    });
    private int done;
    private volatile boolean inside = true;

    /** Returns when the thread has asked for it, and is at work still within the call. */
    private Thread busyCaller() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            departure.then(() -> done++);
            asked.countDown();
            while (inside) {
                Thread.onSpinWait();
            }
        });
        caller.start();
        asked.await();
        return caller;
    }

    private void timePasses() {
        due.remove().run();
    }

    @Test
    void nothingIsDoneBeforeTheCallerHasLeft() throws InterruptedException {
        Thread caller = busyCaller();
        assertEquals(0, done, "within the call");
        timePasses();
        timePasses();
        assertEquals(0, done, "the caller is busy in it");
        inside = false;
        caller.join();
        timePasses();
        assertEquals(1, done);
        assertTrue(due.isEmpty());
    }

    @Test
    void aCallerThatWaitsForWorkHasLeft() throws InterruptedException {
        CountDownLatch work = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            departure.then(() -> done++);
            try {
                work.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();
        Deadline.usual().await("it waits", () -> caller.getState() == Thread.State.WAITING);
        timePasses();
        assertEquals(1, done);
        work.countDown();
        caller.join();
    }

    @Test
    void aCallerThatNeverWaitsIsWaitedForOnlySoLong() throws InterruptedException {
        Thread caller = busyCaller();
        for (int i = 0; i < 4; i++) {
            assertEquals(0, done);
            timePasses();
        }
        assertEquals(1, done);
        assertEquals(Duration.ofMillis(15), waited);
        inside = false;
        caller.join();
    }
}
