package org.parley.log;

import java.util.Set;

/**
 * What nodes tell each other besides the log: short texts, which this knows nothing about. Each reaches all other nodes
 * soon, after those that its node posted before. One that is lost must cost time only: whoever listens is told when
 * some may have been missed, and which nodes there are.
 */
public interface Bulletins extends AutoCloseable {
    /** The most bytes of a text, in UTF-8. */
    int LONGEST = 7000;

    /** Who is told, on one thread of the engine's. Must return at once. */
    interface Listener {
        /** Another node posted this. */
        void told(String node, String topic, String text);

        /** Bulletins may have been missed until now: listening begins, or begins again. */
        void missed();

        /** Which other nodes there are; told again and again. One that died is not named any more after a while. */
        void present(Set<String> nodes);
    }

    /** Begins to listen, once, until it is closed. Whatever breaks is mended behind the scenes. */
    void listen(Listener listener);

    /**
     * Tells all other nodes, without waiting. From any thread. What is posted twice before it goes out may be told once
     * or twice.
     *
     * @param topic a word
     * @param text of at most {@link #LONGEST} bytes, in one line
     */
    void post(String topic, String text);

    /** Tells and hears nothing any more. */
    @Override
    void close();

    /** The bulletins of a node that is alone. */
    static Bulletins none() {
        return new Bulletins() {
            @Override
            public void listen(Listener listener) {}

            @Override
            public void post(String topic, String text) {}

            @Override
            public void close() {}
        };
    }
}
