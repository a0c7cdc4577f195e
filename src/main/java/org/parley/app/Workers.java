package org.parley.app;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that serve Tomcat's connections: few, as long as these get on. Whoever wakes a thread for each of many
 * short tasks pays more for the waking than for the tasks, and Tomcat's own pool has up to 200 of them to wake. When
 * the few wait for something, such as a peer that does not read a file, there are more of them until nothing waits.
 */
final class Workers extends ThreadPoolExecutor {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final int few;
    private final Thread watch = new Thread(this::watch, "parley-http-watch");

    /** Runs {@code few} threads, and {@code most} when all wait. */
    Workers(int few, int most) {
        super(few, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);
        this.few = few;
        watch.setDaemon(true);
        watch.start();
    }

    /** As many as keep the processors of this machine busy. */
    static Workers usual() {
        return new Workers(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), 200);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "parley-http-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    @Override
    protected void terminated() {
        LockSupport.unpark(watch);
    }

    private void watch() {
        long before = 0;
        while (!isTerminated()) {
            long done = getCompletedTaskCount();
            resize(done - before);
            before = done;
            LockSupport.parkNanos(this, LOOK);
        }
    }

    /** Twice as many, if tasks wait and not even one for each thread was done since the last look. */
    private void resize(long done) {
        int size = getCorePoolSize();
        if (getQueue().isEmpty()) {
            if (size > few) {
                setCorePoolSize(few); // those above go when they were idle for a while
            }
        } else if (done < size) {
            setCorePoolSize(Math.min(getMaximumPoolSize(), 2 * size));
        }
    }
}
