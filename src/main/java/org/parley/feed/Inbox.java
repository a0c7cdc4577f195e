package org.parley.feed;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** What a loop is handed by everybody else, and how it sleeps and is woken. From any thread, if not said otherwise. */
final class Inbox {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean asleep;

    /** Asleep until somebody wakes it. */
    private volatile boolean dormant;

    /** For the loop that is this thread. */
    Inbox(Thread thread) {
        this.thread = thread;
    }

    /** Hands the loop a task. */
    void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Hands the loop a task that it does with the next round or tick, whichever is first. */
    void leave(Runnable task) {
        tasks.add(task);
        if (dormant) {
            LockSupport.unpark(thread);
        }
    }

    /** There are tasks, or the log went on, or the loop is to end. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether there are no tasks. */
    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Does all there is. If a task fails, those behind it are left for the next call. The loop's thread only. */
    void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /**
     * Sleeps until there is something to do, and at most so many nanoseconds; {@link Long#MAX_VALUE} is without end.
     * How long is asked when whoever wakes the loop from then on is heard. The loop's thread only.
     */
    void rest(LongSupplier longest) {
        asleep = true;
        long nanos = longest.getAsLong();
        dormant = nanos == Long.MAX_VALUE;
        if (tasks.isEmpty() && nanos > 0) {
            if (dormant) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        dormant = false;
        asleep = false;
    }
}
