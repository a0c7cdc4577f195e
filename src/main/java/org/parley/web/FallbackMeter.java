package org.parley.web;

import org.parley.identity.SignedIn;

/** Counts why clients end up on a transport that is not the best. Thread-safe. */
public interface FallbackMeter {
    /**
     * A client passed over a transport.
     *
     * @param caller whose client
     * @param transport the one that did not work for it
     * @param reason why, in the words of the client library; {@code other} if it said something else
     */
    void passedOver(SignedIn caller, String transport, String reason);
}
