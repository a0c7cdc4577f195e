package org.parley.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tickets let a page open a socket or a stream in somebody's name where it can send neither header nor cookie: the
 * address carries one. Addresses end up in logs, so a ticket works once and not for long. Thread-safe.
 */
public interface Tickets {
    /** How long a ticket works. */
    Duration LIFE = Duration.ofSeconds(30);

    /** Unused ones of one session; the next one makes its oldest useless. */
    int PER_SESSION = 32;

    /**
     * A new ticket for whoever is signed in so. Does not wait; fails with {@link org.parley.log.StoreException} when it
     * can't be kept.
     */
    CompletionStage<String> issue(SignedIn whom);

    /**
     * Who comes with a ticket; nobody with one that is unknown, used or too old. Uses it up, at whatever node it was
     * issued. May block; may throw {@link org.parley.log.StoreException}.
     */
    Optional<SignedIn> redeem(String ticket);

    /** A session ended, and its tickets with it. */
    void forget(String session);
}
