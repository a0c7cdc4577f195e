package org.parley.cluster;

import org.parley.log.Bulletins;
import org.parley.log.Doorbell;

/** How this node hears others of its installation, and tells them. Thread-safe. */
public interface Link extends AutoCloseable {
    /** Rings when the log went on. */
    Doorbell doorbell();

    /** What is not in the log, and which nodes there are. */
    Bulletins bulletins();

    /** Tells what still waits, if that can be done soon, leaves the list of nodes, and ends. */
    @Override
    void close();
}
