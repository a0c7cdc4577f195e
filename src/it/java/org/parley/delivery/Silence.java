package org.parley.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.testing.Background;
import org.parley.testing.Deadline;

/**
 * For how long clients saw no message at a time, while messages were written all the time: what somebody who looks at
 * the page would notice. Looks at them from a thread of its own.
 */
final class Silence implements AutoCloseable {
    private final List<ChaosClient> clients;
    private final Map<String, Longest> longest = new LinkedHashMap<>();
    private volatile boolean ended;

    private static final class Longest {
        private int saw;
        private long since = System.nanoTime();
        private long nanos;

        void look(int now) {
            long time = System.nanoTime();
            nanos = Math.max(nanos, time - since);
            if (now != saw) {
                saw = now;
                since = time;
            }
        }
    }

    private Silence(List<ChaosClient> clients) {
        this.clients = clients;
        clients.forEach(client -> longest.put(client.history().name(), new Longest()));
    }

    /** Begins to look. */
    static Silence of(List<ChaosClient> clients) {
        Silence silence = new Silence(clients);
        Background.run(silence::look);
        return silence;
    }

    private void look() {
        while (!ended) {
            synchronized (this) {
                clients.stream()
                        .map(ChaosClient::history)
                        .forEach(history ->
                                longest.get(history.name()).look(history.saw().size()));
            }
            Deadline.pause();
        }
    }

    /** The longest of each, in milliseconds, for people. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder("longest without a message, in ms:");
        longest.forEach(
                (name, each) -> text.append(' ').append(name).append('=').append(each.nanos / 1_000_000));
        return text.toString();
    }

    @Override
    public void close() {
        ended = true;
    }
}
