package org.parley.feed;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

/** A thread that sleeps without end as long as it has nothing to do. */
class InboxTest {
    private final AtomicReference<Inbox> inbox = new AtomicReference<>();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean over;
    private final Thread thread = new Thread(this::run);

    private void run() {
        while (!over) {
            inbox.get().work();
            inbox.get().rest(() -> over ? 0 : Long.MAX_VALUE);
        }
    }

    private Inbox asleep() {
        inbox.set(new Inbox(thread));
        thread.start();
        Deadline.usual().await("it sleeps", () -> thread.getState() == Thread.State.WAITING);
        return inbox.get();
    }

    @AfterEach
    void end() {
        over = true;
        inbox.get().wake();
        Deadline.usual().await("it has ended", () -> !thread.isAlive());
    }

    @Test
    void whoSleepsWithoutEndIsWokenByATask() {
        asleep().execute(done::incrementAndGet);
        Deadline.usual().await("it is done", () -> done.get() == 1);
    }

    @Test
    void whoSleepsWithoutEndIsWokenByWhatHasTimeToo() {
        asleep().leave(done::incrementAndGet);
        Deadline.usual().await("it is done", () -> done.get() == 1);
    }
}
