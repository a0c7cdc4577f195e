package org.parley.app;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.parley.lab.load.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every pool of a node besides the journal and the feed's loops: named, bounded, closed in reverse order. */
final class Threads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    /** Reads the store; as many threads as the pool of connections has. */
    final ThreadPoolExecutor readers = pool("reader", 4, 20_000);

    /** Hashes passwords; slow on purpose. */
    final ThreadPoolExecutor passwords = pool("password", 2, 200);

    /** Closes what can't be closed without waiting. */
    final ThreadPoolExecutor closers = pool("close", 4, 20_000);

    /** Talks to this very server, as a client would. */
    final ThreadPoolExecutor attempts = pool("attempt", 2, 16);

    /** Compares transports in the Lab, one comparison at a time: one thread waits for those that run one each. */
    final ThreadPoolExecutor comparisons =
            pool("compare", 1 + Transport.values().length, 1 + Transport.values().length);

    /** Housekeeping, now and then. */
    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("timer"));

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "parley-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Repeats a task; one that fails is logged and repeated all the same. */
    void every(Duration pause, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (Throwable e) { // else it would never be repeated
                LOG.error("Housekeeping met a fault", e);
            }
        };
        timer.scheduleWithFixedDelay(guarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a short task once, unless everything ends before. */
    void after(Duration pause, Runnable task) {
        if (!timer.isShutdown()) {
            timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until all that is to be closed is closed, at most so long. */
    void awaitClosers(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while ((closers.getActiveCount() > 0 || !closers.getQueue().isEmpty()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {comparisons, attempts, closers, passwords, readers}) {
            pool.shutdown();
            try {
                pool.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            pool.shutdownNow();
        }
    }
}
