package org.parley.lab.compare;

import org.parley.lab.load.Cast;

/** A log of its own, served at {@link Venues#PATH} until it is closed, with people who share one room. */
public interface Venue extends AutoCloseable {
    /** The people and their room; the first so many of those who come speak. */
    Cast cast(int speakers);

    /** Ends it with all who are there; nothing of it stays. */
    @Override
    void close();
}
