package org.parley.feed;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.parley.chat.Archive;
import org.parley.chat.Archive.Personal;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.EventLog;
import org.parley.log.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be read from the store, read by the reader pool. Thread-safe; callbacks run on one of the pool's threads.
 */
final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final EventLog log;
    private final Archive archive;
    private final Executor readers;

    Pages(EventLog log, Archive archive, Executor readers) {
        this.log = log;
        this.archive = archive;
        this.readers = readers;
    }

    /** What a page turned out to be. */
    interface Page {
        /** The events that follow the cursor. */
        void loaded(List<Entry> entries);

        /** The log does not reach back so far, or the store failed. */
        void failed(Reply why);
    }

    /** Reads what follows a cursor that is not in the future. */
    void load(Cursor cursor, Page page) {
        run(page::failed, () -> {
            List<Entry> entries = log.load(cursor.id());
            Cursor first = entries.isEmpty()
                    ? log.first()
                    : log.head().at(entries.get(0).id() - 1);
            if (cursor.id() < first.id()) {
                page.failed(new Reply.Gone(EventLog.Gone.EXPIRED, log.first(), log.head()));
            } else {
                page.loaded(entries);
            }
        });
    }

    /** Reads a user's personal state that changed after a version. */
    void personal(String user, long after, Consumer<Personal> done, Consumer<Reply> failed) {
        run(failed, () -> done.accept(archive.personal(user, after)));
    }

    /**
     * Goes on with {@code fine} when a cursor lies in what this node, or at least the store, has; else says why it does
     * not.
     */
    void check(Cursor cursor, Runnable fine, Consumer<Reply> gone) {
        if (log.gone(cursor).isEmpty()) {
            fine.run();
        } else {
            log.refresh()
                    .whenComplete((read, failure) -> run(gone, () -> {
                        if (failure != null) {
                            throw new StoreException("What others wrote could not be read", failure);
                        }
                        log.gone(cursor)
                                .ifPresentOrElse(
                                        cause -> gone.accept(new Reply.Gone(cause, log.first(), log.head())), fine);
                    }));
        }
    }

    private void run(Consumer<Reply> failed, Runnable reading) {
        try {
            readers.execute(() -> attempt(failed, reading));
        } catch (RejectedExecutionException e) {
            failed.accept(new Reply.Failed());
        }
    }

    private static void attempt(Consumer<Reply> failed, Runnable reading) {
        try {
            reading.run();
        } catch (StoreException e) {
            LOG.warn("The store could not be read: {}", e.getMessage());
            failed.accept(new Reply.Failed());
        } catch (Throwable e) { // somebody waits for the answer
            LOG.error("A reading met a fault", e);
            failed.accept(new Reply.Failed());
        }
    }
}
