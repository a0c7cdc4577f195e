package org.parley.lab.doctor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.parley.chat.Directory;
import org.parley.chat.User;
import org.parley.identity.SignedIn;
import org.parley.transport.Arrival;
import org.parley.transport.ArrivalListener;
import org.parley.transport.Outcome;
import org.parley.wire.Json;

/**
 * Which transport people ended up on at this node, and why not on a better one, as far as their clients said
 * ({@code POST /api/connection}). A client counts from its {@code hello} to the end of its line; one that polls, until
 * it has not for {@value #POLLS_MINUTES} minutes. The Doctor's own attempts do not count: their clients' names begin
 * with {@value #OWN}. Bounded; thread-safe.
 */
public final class Settled implements ArrivalListener {
    /** How the names of the Doctor's own clients begin. */
    public static final String OWN = "doctor-";

    private static final int POLLS_MINUTES = 2;
    private static final int MOST = 20_000;
    private static final int SHOWN = 200;
    private static final Set<String> BEST = Set.of("upgrade", "websocket");

    private final Clock clock;

    @GuardedBy("this")
    private final Map<Key, Line> lines = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();

    private record Key(String session, String client) {}

    /** The line of a client: {@code newest} is the arrival that holds it, {@code heard} when it was last heard of. */
    private record Line(Arrival newest, Instant since, Instant heard) {}

    /** Nobody is there yet. */
    public Settled(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void happened(Arrival arrival, Outcome outcome) {
        String client =
                arrival.reader().client() == null ? "" : arrival.reader().client();
        if (client.startsWith(OWN)) {
            return;
        }
        Key key = new Key(arrival.reader().session(), client);
        if (outcome instanceof Outcome.Opened) {
            opened(key, arrival);
        } else if (outcome instanceof Outcome.Closed || outcome instanceof Outcome.Refused) {
            Line line = lines.get(key);
            if (line != null && line.newest() == arrival) {
                lines.remove(key);
            }
        }
    }

    @GuardedBy("this")
    private void opened(Key key, Arrival arrival) {
        Line before = lines.remove(key); // to be the newest
        Instant since = before != null && before.newest().transport().equals(arrival.transport())
                ? before.since()
                : arrival.at();
        lines.put(key, new Line(arrival, since, clock.instant()));
        reasons.getOrDefault(key.session(), new LinkedHashMap<>()).remove(arrival.transport());
        dropEldest(lines);
    }

    /** A client said that it passed over a transport, and why. */
    public synchronized void passedOver(SignedIn caller, String transport, String reason) {
        reasons.computeIfAbsent(caller.session(), session -> new LinkedHashMap<>())
                .put(transport, reason);
        dropEldest(reasons);
    }

    private static <K, V> void dropEldest(Map<K, V> map) {
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    /** Forgets a session that ended. */
    public synchronized void forget(String session) {
        reasons.remove(session);
        lines.keySet().removeIf(key -> key.session().equals(session));
    }

    /** Forgets polls that ceased; to be called now and then. */
    public synchronized void sweep() {
        Instant before = clock.instant().minus(Duration.ofMinutes(POLLS_MINUTES));
        lines.values()
                .removeIf(line -> line.newest().transport().endsWith("polling")
                        && line.heard().isBefore(before));
    }

    /**
     * What is known, for administrators: {@code lines} by transport, {@code passed} by transport and reason (sessions
     * that have a line), how many lines are {@code unexplained} (on another transport than a socket, and no reason for
     * that arrived: what refuses sockets may refuse it too), and the newest {@value #SHOWN} of {@code people}, each
     * with his reasons.
     */
    synchronized Map<String, Object> json(Directory directory) {
        sweep();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Map<String, Integer>> passed = new TreeMap<>();
        lines.values().forEach(line -> counts.merge(line.newest().transport(), 1, Integer::sum));
        for (String session :
                new HashSet<>(lines.keySet().stream().map(Key::session).toList())) {
            reasons.getOrDefault(session, Map.of())
                    .forEach((transport, reason) -> passed.computeIfAbsent(transport, key -> new TreeMap<>())
                            .merge(reason, 1, Integer::sum));
        }
        return Json.object(
                "lines", counts, "passed", passed, "unexplained", unexplained(), "people", people(directory));
    }

    @GuardedBy("this")
    private int unexplained() {
        int count = 0;
        for (Map.Entry<Key, Line> line : lines.entrySet()) {
            Map<String, String> known = reasons.getOrDefault(line.getKey().session(), Map.of());
            boolean best = BEST.contains(line.getValue().newest().transport());
            count += best || !Collections.disjoint(known.keySet(), BEST) ? 0 : 1;
        }
        return count;
    }

    @GuardedBy("this")
    private List<Map<String, Object>> people(Directory directory) {
        List<Map.Entry<Key, Line>> newest = new ArrayList<>(lines.entrySet());
        newest.sort(Comparator.comparing(
                (Map.Entry<Key, Line> line) -> line.getValue().since(), Comparator.reverseOrder()));
        List<Map<String, Object>> people = new ArrayList<>();
        for (Map.Entry<Key, Line> line : newest.subList(0, Math.min(SHOWN, newest.size()))) {
            people.add(person(directory, line.getKey(), line.getValue()));
        }
        return people;
    }

    @GuardedBy("this")
    private Map<String, Object> person(Directory directory, Key key, Line line) {
        String user = line.newest().reader().user();
        return Json.object(
                "user",
                user,
                "name",
                directory.user(user).map(User::name).orElse(user),
                "transport",
                line.newest().transport(),
                "since",
                line.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                "passed",
                Map.copyOf(reasons.getOrDefault(key.session(), Map.of())));
    }
}
