package org.parley.lab.doctor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import org.parley.log.Bulletins;

/**
 * The reports of the Doctor that people sent to their administrators: the newest {@value #MOST} of the last seven days.
 * In memory, since a report is about the network as it is now, and whoever restarts a server has another one sent in a
 * minute; nodes tell each other, so that it does not matter which one an administrator meets. One that was away when a
 * report came does not know it. Thread-safe.
 */
public final class Reports {
    private static final int MOST = 100;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String TOPIC = "report";

    private final Clock clock;
    private volatile Bulletins others = Bulletins.none();

    @GuardedBy("this")
    private final Deque<Kept> newest = new ArrayDeque<>();

    /** A JSON object in one line, and when it came here. */
    private record Kept(Instant at, String json) {}

    /** There is none yet. */
    public Reports(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a report, a JSON object in one line, and tells other nodes of it. */
    public void add(String json) {
        keep(json);
        if (json.getBytes(StandardCharsets.UTF_8).length <= Bulletins.LONGEST) {
            others.post(TOPIC, json);
        }
    }

    /** All that are kept as a JSON list, the newest first. */
    public synchronized String json() {
        forgetOld();
        return newest.stream().map(Kept::json).collect(Collectors.joining(",", "[", "]"));
    }

    private synchronized void keep(String json) {
        newest.addFirst(new Kept(clock.instant(), json));
        if (newest.size() > MOST) {
            newest.removeLast();
        }
        forgetOld();
    }

    @GuardedBy("this")
    private void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        newest.removeIf(report -> report.at().isBefore(before));
    }

    /** The same bulletins for whoever listens to them besides; from now on reports are told, and heard, over them. */
    public Bulletins among(Bulletins bulletins) {
        others = bulletins;
        return new Bulletins() {
            @Override
            public void listen(Listener listener) {
                bulletins.listen(hearing(listener));
            }

            @Override
            public void post(String topic, String text) {
                bulletins.post(topic, text);
            }

            @Override
            public void close() {
                bulletins.close();
            }
        };
    }

    private Bulletins.Listener hearing(Bulletins.Listener rest) {
        return new Bulletins.Listener() {
            @Override
            public void told(String node, String topic, String text) {
                if (topic.equals(TOPIC)) {
                    keep(text);
                }
                rest.told(node, topic, text); // who passes over what it does not know, and learns of the node
            }

            @Override
            public void missed() {
                rest.missed();
            }

            @Override
            public void present(Set<String> nodes) {
                rest.present(nodes);
            }
        };
    }
}
