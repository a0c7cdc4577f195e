package org.parley.conformance;

import java.io.IOException;

/**
 * One way to try a rule.
 *
 * @param id the rule's id and a word or number: {@code close.codes.1000}
 * @param isLong whether it takes so long that it is not for every run
 * @param exchange what is sent and what must come
 */
record Case(String id, Rule rule, boolean isLong, Exchange exchange) {

    /** What a client does, and what it demands. Holds no connection, so it can be played again and at the same time. */
    interface Exchange {
        /**
         * Connects and plays. Throws {@link AssertionError} or {@link IOException} when the server does not conform.
         */
        void play(Server server) throws IOException;
    }
}
