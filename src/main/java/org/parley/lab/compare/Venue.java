package org.parley.lab.compare;

import org.parley.lab.load.Cast;

/**
 * A log of its own, served at {@link Venues#PATH} until it is closed, with people in rooms that have no member in
 * common.
 */
public interface Venue extends AutoCloseable {
    /** The people of a room, the first being 0; the first so many of those who come speak. */
    Cast cast(int room, int speakers);

    /** Ends it with all who are there; nothing of it stays. */
    @Override
    void close();
}
