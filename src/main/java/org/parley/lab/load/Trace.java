package org.parley.lab.load;

/**
 * Sees what passes over the connections of one client, as it passes. Called on the thread of its worker alone; returns
 * at once. The methods do nothing unless they are overridden.
 */
public interface Trace {
    /** Sees nothing. */
    Trace NONE = new Trace() {};

    /** A connection is being opened; answers the number that stands for it from now on. */
    default int opened() {
        return 0;
    }

    /** The socket took so many bytes. */
    default void sent(int connection, int bytes) {}

    /** It gave so many bytes. */
    default void received(int connection, int bytes) {}

    /** A connection is over. */
    default void closed(int connection) {}
}
