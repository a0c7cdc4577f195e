package org.parley.log;

/**
 * Tells a node that another one went on with the log. A ring that is lost costs time only, for every node also looks
 * now and then without being told.
 */
public interface Doorbell extends AutoCloseable {
    /** Who is told, on a thread of the doorbell's. Must return at once. */
    interface Listener {
        /** The log has come so far; this node itself may have brought it there. */
        void rung(Cursor head);

        /** Rings may have been missed until now: listening begins, or begins again. */
        void missed();
    }

    /** Begins to listen, once, until it is closed. Whatever breaks is mended behind the scenes. */
    void listen(Listener listener);

    /** Tells nothing any more. */
    @Override
    void close();

    /** The doorbell of a log that nobody else writes: silent. */
    static Doorbell none() {
        return new Doorbell() {
            @Override
            public void listen(Listener listener) {}

            @Override
            public void close() {}
        };
    }
}
