package org.parley.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Reads the store on the reader pool, so that no container thread waits for it. */
record Reading(Executor readers) {
    /** What a reading brings; fails with {@link java.util.concurrent.RejectedExecutionException} when too many wait. */
    <T> CompletionStage<T> of(Supplier<T> reading) {
        return CompletableFuture.supplyAsync(reading, readers);
    }
}
