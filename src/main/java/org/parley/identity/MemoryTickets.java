package org.parley.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tickets of a node that is alone, kept in its memory, as hashes; bounded for each session and in all. */
public final class MemoryTickets implements Tickets {
    private static final int IN_ALL = 100_000;

    private final Clock clock;

    /** By session, each with its tickets' hashes in the order of their issue. */
    @GuardedBy("this")
    private final Map<String, Map<String, Long>> sessions = new HashMap<>();

    /** Whose a ticket is; in the order of their issue, which is that of their end. */
    @GuardedBy("this")
    private final Map<String, SignedIn> open = new LinkedHashMap<>();

    /** None was issued yet. */
    public MemoryTickets(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<String> issue(SignedIn whom) {
        return CompletableFuture.completedFuture(add(whom));
    }

    private synchronized String add(SignedIn whom) {
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

    @Override
    public synchronized Optional<SignedIn> redeem(String ticket) {
        removeOld();
        return take(Token.hash(ticket));
    }

    @Override
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
