package org.parley.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.wire.Json;

/**
 * Remembers what reached the server of each client's attempts, for browsers hide from a page why its socket failed.
 * Bounded: so many attempts for a client, clients for a session and clients in all; what nobody added to for an hour is
 * forgotten. Thread-safe.
 */
public final class RecentArrivals implements ArrivalListener {
    private static final int ATTEMPTS = 16;
    private static final int CLIENTS = 16;
    private static final int CLIENTS_IN_ALL = 20_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;

    @GuardedBy("this")
    private final Map<String, Map<String, Client>> sessions = new LinkedHashMap<>();

    @GuardedBy("this")
    private int clients;

    /** Remembers nothing yet. */
    public RecentArrivals(Clock clock) {
        this.clock = clock;
    }

    /** A client's attempts in the order in which they came, and how far each came. */
    private static final class Client {
        final Map<Arrival, Outcome> attempts = new LinkedHashMap<>();
        Instant news = Instant.EPOCH;
    }

    /**
     * The newest attempts of a client, newest last, each as its fields by name: {@code transport}, {@code at},
     * {@code outcome} and what goes with that (docs/protocol.md, GET /api/connection).
     */
    public synchronized List<Map<String, Object>> attempts(String session, String client) {
        Client known = sessions.getOrDefault(session, Map.of()).get(client);
        return known == null
                ? List.of()
                : known.attempts.entrySet().stream()
                        .map(attempt -> fields(attempt.getKey(), attempt.getValue()))
                        .toList();
    }

    /** Forgets a session that ended. */
    public synchronized void forget(String session) {
        Map<String, Client> gone = sessions.remove(session);
        clients -= gone == null ? 0 : gone.size();
    }

    /** Forgets what is old; to be called now and then. */
    public synchronized void sweep() {
        Instant before = clock.instant().minus(KEPT);
        for (String session : new ArrayList<>(sessions.keySet())) {
            Map<String, Client> own = sessions.getOrDefault(session, Map.of());
            int were = own.size();
            own.values().removeIf(client -> client.news.isBefore(before));
            clients -= were - own.size();
            if (own.isEmpty()) {
                sessions.remove(session);
            }
        }
    }

    @Override
    public synchronized void happened(Arrival arrival, Outcome outcome) {
        String name = arrival.reader().client();
        if (name == null) {
            return;
        }
        Client client = client(arrival.reader().session(), name);
        client.news = clock.instant();
        if (isPoll(arrival, outcome)) {
            client.attempts
                    .entrySet()
                    .removeIf(older -> isPoll(older.getKey(), older.getValue())
                            && older.getKey().transport().equals(arrival.transport()));
        }
        client.attempts.put(arrival, outcome);
        if (client.attempts.size() > ATTEMPTS) {
            client.attempts.remove(client.attempts.keySet().iterator().next());
        }
    }

    /** Polls that follow each other are one attempt: the newest of them stands for all. */
    private static boolean isPoll(Arrival arrival, Outcome outcome) {
        return outcome instanceof Outcome.Opened && arrival.transport().endsWith("polling");
    }

    @GuardedBy("this")
    private Client client(String session, String name) {
        Map<String, Client> own = sessions.computeIfAbsent(session, key -> new LinkedHashMap<>());
        Client known = own.get(name);
        if (known == null) {
            makeRoom(own);
            known = new Client();
            own.put(name, known);
            clients++;
        }
        return known;
    }

    /** Drops the eldest client of this session, or of the eldest session, where there are too many. */
    @GuardedBy("this")
    private void makeRoom(Map<String, Client> own) {
        if (own.size() >= CLIENTS) {
            dropEldest(own);
        } else if (clients >= CLIENTS_IN_ALL) {
            Iterator<Map<String, Client>> eldest = sessions.values().iterator();
            Map<String, Client> first = eldest.next();
            dropEldest(first);
            if (first.isEmpty()) {
                eldest.remove();
            }
        }
    }

    @GuardedBy("this")
    private void dropEldest(Map<String, Client> own) {
        own.remove(own.keySet().iterator().next());
        clients--;
    }

    private static Map<String, Object> fields(Arrival arrival, Outcome outcome) {
        Map<String, Object> fields = Json.object(
                "transport",
                arrival.transport(),
                "at",
                arrival.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                "asked",
                arrival.asked(),
                "granted",
                arrival.granted());
        fields.putAll(fields(outcome));
        return fields;
    }

    private static Map<String, Object> fields(Outcome outcome) {
        if (outcome instanceof Outcome.WithoutUpgrade without) {
            return Json.object("outcome", "arrived-without-upgrade", "detail", without.seen());
        } else if (outcome instanceof Outcome.Refused refused) {
            return Json.object("outcome", "refused", "status", refused.status(), "code", refused.code());
        } else if (outcome instanceof Outcome.Answered answered) {
            return Json.object("outcome", "answered-" + answered.status(), "status", answered.status());
        } else if (outcome instanceof Outcome.Opened opened) {
            return Json.object("outcome", "opened", "status", opened.status());
        }
        Outcome.Closed closed = (Outcome.Closed) outcome;
        return Json.object("outcome", "closed", "code", closed.code(), "seconds", closed.millis() / 1000.0);
    }
}
