package org.parley.web;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.http.Answer;
import org.parley.log.Code;
import org.parley.log.EventLog;

/**
 * Whether a node is to be sent clients: it does not stop, its store can be written, and it has read what others wrote
 * there. Thread-safe; however many ask at once, the store is asked once.
 */
final class Readiness {
    private final EventLog log;
    private final BooleanSupplier stopping;
    private final AtomicReference<@Nullable CompletableFuture<Answer>> asking = new AtomicReference<>();

    Readiness(EventLog log, BooleanSupplier stopping) {
        this.log = log;
        this.stopping = stopping;
    }

    /** 200, or 503 with the reason; within a second or so. */
    CompletionStage<Answer> ask() {
        if (stopping.getAsBoolean()) {
            return CompletableFuture.completedFuture(unavailable("This node stops."));
        }
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> first = asking.compareAndExchange(null, mine);
        if (first != null) {
            return first;
        }
        log.refresh().whenComplete((read, failure) -> {
            asking.set(null);
            mine.complete(failure == null ? Answer.ok(Map.of("ready", true)) : cutOff());
        });
        return mine;
    }

    private static Answer cutOff() {
        return unavailable("The store does not answer, or this node has not read all of it.");
    }

    private static Answer unavailable(String why) {
        return Answer.problem(Code.UNAVAILABLE, why);
    }
}
