package org.parley.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log as its readers see it: the newest events in memory, the older ones in the store. Thread-safe; only
 * {@link #load} and {@link #first} block.
 */
public final class EventLog {
    /** The most events that are read of the store at once. */
    public static final int PAGE = 256;

    private static final long SHELF_BYTES = 8 << 20;

    private final Window window;
    private final Store store;
    private final Encoding encoding;
    private final Journal journal;
    private final ScheduledExecutorService timer;
    private final Shelf shelf;

    EventLog(Window window, Store store, Encoding encoding, Journal journal, ScheduledExecutorService timer) {
        this.window = window;
        this.store = store;
        this.encoding = encoding;
        this.journal = journal;
        this.timer = timer;
        this.shelf = new Shelf(SHELF_BYTES, timer);
    }

    /** How far this node has read the log. */
    public Cursor head() {
        return window.last();
    }

    /** Whether all that follows a position is in memory. */
    public boolean recent(long id) {
        return id + 1 >= window.first();
    }

    /** The event with this id if it is in memory. */
    public @Nullable Entry get(long id) {
        return window.get(id);
    }

    /**
     * Reads some of the events that follow {@code id} from the store, as far as this node has read: who may see later
     * ones it does not know yet. Blocks: for the reader pool.
     */
    public List<Entry> load(long id) {
        Cursor head = head();
        long start = id / PAGE * PAGE;
        if (start + PAGE > head.id()) {
            return read(id, head);
        }
        List<Entry> page = shelf.get(head.at(start), () -> read(start, head));
        return page.stream().dropWhile(entry -> entry.id() <= id).toList();
    }

    private List<Entry> read(long id, Cursor head) {
        return store.after(id, PAGE).stream()
                .takeWhile(event -> event.id() <= head.id())
                .map(event -> Entry.of(event, encoding))
                .toList();
    }

    /** The oldest position that can still be read from. Blocks: for the reader pool. */
    public Cursor first() {
        return head().at(store.first() - 1);
    }

    /**
     * Why reading can't go on from a cursor, judged by what this node has read; a cursor in the store's past is not
     * judged.
     */
    public Optional<Gone> gone(Cursor cursor) {
        Cursor head = head();
        if (!cursor.epoch().equals(head.epoch())) {
            return Optional.of(Gone.EPOCH);
        }
        return cursor.id() > head.id() ? Optional.of(Gone.AHEAD) : Optional.empty();
    }

    /**
     * Asks the store for what others committed; completes when this node has read it. Fails with {@link StoreException}
     * when it can't be read, or not within a second.
     */
    public CompletionStage<Void> refresh() {
        CompletableFuture<Void> read = journal.submit(Command.internal(new Write(List.of())))
                .thenAccept(EventLog::expectAck)
                .toCompletableFuture();
        if (!read.isDone()) {
            Future<?> clock = timer.schedule(
                    () -> read.completeExceptionally(new StoreException("It did not answer within a second", null)),
                    1,
                    TimeUnit.SECONDS);
            read.whenComplete((done, failure) -> clock.cancel(false));
        }
        return read;
    }

    private static void expectAck(Answer answer) {
        if (answer instanceof Answer.Refusal refusal) {
            throw new StoreException(refusal.message(), null);
        }
    }

    /** Why a cursor can't be served. */
    public enum Gone {
        /** The log was pruned past it. */
        EXPIRED,
        /** It belongs to another history of the log. */
        EPOCH,
        /** The log has not come so far. */
        AHEAD
    }
}
