package org.parley.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Pages of the log that were read from the store a moment ago: after a restart everybody comes back, and asks for the
 * same ones. Each is read and encoded once meanwhile. Thread-safe.
 */
final class Shelf {
    /** Long enough for a thousand to pass by; what was deleted of the store is told no longer than this. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Map<Cursor, CompletableFuture<List<Entry>>> pages = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;
    private final ScheduledExecutorService timer;

    /** Keeps pages of so many bytes of encoded events altogether; what is above that is forgotten at once. */
    Shelf(long maxBytes, ScheduledExecutorService timer) {
        this.maxBytes = maxBytes;
        this.timer = timer;
    }

    /**
     * The page that follows a position. Blocks while it is read, here or by somebody else; what {@code reading} throws
     * is thrown to all who wait for it.
     */
    List<Entry> get(Cursor position, Supplier<List<Entry>> reading) {
        CompletableFuture<List<Entry>> own = new CompletableFuture<>();
        CompletableFuture<List<Entry>> other = pages.putIfAbsent(position, own);
        if (other != null) {
            return await(other);
        }
        try {
            List<Entry> page = reading.get();
            own.complete(page);
            forget(
                    position,
                    page.stream().mapToLong(entry -> entry.json().length).sum());
            return page;
        } catch (Throwable e) {
            pages.remove(position);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private static List<Entry> await(CompletableFuture<List<Entry>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void forget(Cursor position, long size) {
        boolean fits = bytes.addAndGet(size) <= maxBytes;
        try {
            timer.schedule(
                    () -> {
                        pages.remove(position);
                        bytes.addAndGet(-size);
                    },
                    fits ? KEPT.toMillis() : 0,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the node closes, and all of this with it
        }
    }
}
