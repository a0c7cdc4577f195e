package org.parley.web;

/** Counts why clients end up on a transport that is not the best. Thread-safe. */
public interface FallbackMeter {
    /**
     * A client passed over a transport.
     *
     * @param transport the one that did not work for it
     * @param reason why, in the words of the client library; {@code other} if it said something else
     */
    void passedOver(String transport, String reason);
}
