package org.parley.log;

/**
 * The newest state of the log's counters, read and moved under the lock of the store's one-row head.
 *
 * @param epoch the history that new events belong to
 * @param id the id of the newest event; 0 when there is none
 * @param at when it was written, in milliseconds since 1970 UTC; never runs backwards
 * @param version the newest version given to a piece of personal state
 */
public record Head(String epoch, long id, long at, long version) {
    /** The head as a position to read from. */
    public Cursor cursor() {
        return new Cursor(epoch, id);
    }
}
