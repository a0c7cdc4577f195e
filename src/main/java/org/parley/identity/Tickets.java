package org.parley.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets let a page open a socket or a stream in somebody's name where it can send neither header nor cookie: the
 * address carries one. Addresses end up in logs, so a ticket works once and not for long. Kept in this node's memory,
 * as hashes; bounded for each session and in all. Thread-safe.
 */
public final class Tickets {
    /** How long a ticket works. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    /** Unused ones of one session; the next one makes its oldest useless. */
    private static final int PER_SESSION = 32;

    private static final int IN_ALL = 100_000;

    private final Clock clock;

    /** By session, each with its tickets' hashes in the order of their issue. */
    @GuardedBy("this")
    private final Map<String, Map<String, Long>> sessions = new HashMap<>();

    /** Whose a ticket is; in the order of their issue, which is that of their end. */
    @GuardedBy("this")
    private final Map<String, SignedIn> open = new LinkedHashMap<>();

    /** None was issued yet. */
    public Tickets(Clock clock) {
        this.clock = clock;
    }

    /** A new ticket for whoever is signed in so. */
    public synchronized String issue(SignedIn whom) {
        String ticket = Token.random();
        String hash = Token.hash(ticket);
        Map<String, Long> own = sessions.computeIfAbsent(whom.session(), session -> new LinkedHashMap<>());
        own.put(hash, clock.millis() + LIFE.toMillis());
        open.put(hash, whom);
        if (own.size() > PER_SESSION) {
            take(own.keySet().iterator().next());
        }
        removeOld();
        return ticket;
    }

    /** Who comes with a ticket; nobody with one that is unknown, used or too old. Uses it up. */
    public synchronized Optional<SignedIn> redeem(String ticket) {
        removeOld();
        return take(Token.hash(ticket));
    }

    /** A session ended, and its tickets with it. */
    public synchronized void forget(String session) {
        Map<String, Long> own = sessions.remove(session);
        if (own != null) {
            open.keySet().removeAll(own.keySet());
        }
    }

    @GuardedBy("this")
    private Optional<SignedIn> take(String hash) {
        SignedIn whom = open.remove(hash);
        if (whom == null) {
            return Optional.empty();
        }
        Map<String, Long> own = sessions.getOrDefault(whom.session(), Map.of());
        own.remove(hash);
        if (own.isEmpty()) {
            sessions.remove(whom.session());
        }
        return Optional.of(whom);
    }

    @GuardedBy("this")
    private void removeOld() {
        Iterator<Map.Entry<String, SignedIn>> oldest = open.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, SignedIn> ticket = oldest.next();
            Map<String, Long> own = sessions.getOrDefault(ticket.getValue().session(), Map.of());
            if (own.getOrDefault(ticket.getKey(), 0L) > clock.millis() && open.size() <= IN_ALL) {
                return;
            }
            oldest.remove();
            own.remove(ticket.getKey());
            if (own.isEmpty()) {
                sessions.remove(ticket.getValue().session());
            }
        }
    }
}
