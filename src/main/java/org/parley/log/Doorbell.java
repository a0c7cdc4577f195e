package org.parley.log;

/**
 * Tells a node that another one went on with the log. A ring that is lost costs time only, for every node also looks
 * now and then without being told.
 */
public interface Doorbell extends AutoCloseable {
    /** Who is told, on a thread of the doorbell's. Must return at once. */
    interface Listener {
        /** Another node went on with the log, or this one did. */
        void rung(Ring ring);

        /** Rings may have been missed until now: listening begins, or begins again. */
        void missed();
    }

    /** Begins to listen, once, until it is closed. Whatever breaks is mended behind the scenes. */
    void listen(Listener listener);

    /**
     * Tells the others that this node went on with the log, after its commit, without waiting: on the journal's thread.
     * Nothing is to be done where the commit itself rings.
     */
    void ring(Ring ring);

    /** Tells nothing any more. */
    @Override
    void close();

    /** The doorbell of a log that nobody else writes: silent. */
    static Doorbell none() {
        return new Doorbell() {
            @Override
            public void listen(Listener listener) {}

            @Override
            public void ring(Ring ring) {}

            @Override
            public void close() {}
        };
    }
}
