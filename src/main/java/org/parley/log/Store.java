package org.parley.log;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the log lives. Reading is thread-safe and blocks; it belongs on the reader pool. Every method may throw
 * {@link StoreException}.
 */
public interface Store extends AutoCloseable {
    /** Opens the connection the {@link Journal} writes with. */
    Writer writer();

    /** The head as committed. */
    Head head();

    /** The id of the oldest event still kept; head + 1 when none is. */
    long first();

    /** At most {@code limit} events after {@code id}, in order. */
    List<Event> after(long id, int limit);

    @Override
    void close();

    /** A command's identity. */
    record CommandKey(String user, String key) {}

    /** A command that was answered before: its fingerprint and the {@link Encoding#text} of its ack. */
    record Known(String hash, String ack) {}

    /** A key to be remembered with its first answer. */
    record NewKey(CommandKey key, Known known, long at) {}

    /**
     * One transaction's worth of writing.
     *
     * @param head the head as it will be
     * @param events numbered events, the last with the head's id
     * @param keys keys to remember
     * @param changes projections
     */
    record Batch(Head head, List<Event> events, List<NewKey> keys, List<? extends Change> changes) {}

    /**
     * The writing connection, used by one thread. A transaction lasts from {@link #lock} to {@link #commit} or
     * {@link #rollback}.
     */
    interface Writer extends AutoCloseable {
        /** Begins a transaction and waits for the lock of the head. */
        Head lock();

        /** What others committed after {@code id}, seen inside the transaction. */
        List<Event> after(long id, int limit);

        /** Which of these keys are known. */
        Map<CommandKey, Known> known(List<CommandKey> keys);

        /** Writes a batch. */
        void write(Batch batch);

        /** Starts another epoch. */
        void epoch(String epoch);

        /**
         * Removes events written before {@code eventsBefore} as a prefix, and keys used before {@code keysBefore}, at
         * most {@code limit} of each; returns how many events went.
         */
        int prune(long eventsBefore, long keysBefore, int limit);

        /** Makes the transaction durable before it returns. */
        void commit();

        /** Ends the transaction without effect. */
        void rollback();

        /** Whether the connection is known to be gone, so that nothing can come of it any more. */
        boolean isBroken();

        @Override
        void close();
    }

    /** What {@link Writer#known} says of one key, or null. */
    static @Nullable Known find(Map<CommandKey, Known> known, @Nullable CommandKey key) {
        return key == null ? null : known.get(key);
    }
}
