package org.parley.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Does things beside the test, each on a thread of its own. The common pool has but one thread on a small machine, and
 * since JDK 25 tasks that wait for each other wait there for ever.
 */
public final class Background {
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "beside the test");
        thread.setDaemon(true);
        thread.start();
    };

    private Background() {}

    /** Begins something that brings a result. */
    public static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }

    /** Begins something. */
    public static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, THREADS);
    }
}
