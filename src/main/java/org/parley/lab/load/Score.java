package org.parley.lab.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted while a run goes on; all workers add to it. Thread-safe. */
final class Score {
    final LongAdder up = new LongAdder();
    final LongAdder down = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder empty = new LongAdder();
    final LongAdder connections = new LongAdder();
    final LongAdder heard = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder reordered = new LongAdder();
    final LongAdder acked = new LongAdder();
    final LongAdder expected = new LongAdder();
    final LongAdder reconnects = new LongAdder();
    private final Map<String, LongAdder> troubles = new ConcurrentHashMap<>();

    /** Something that should not happen, in a few words: counted by these. */
    void trouble(String what) {
        troubles.computeIfAbsent(what, made -> new LongAdder()).increment();
    }

    Map<String, Long> troubles() {
        Map<String, Long> sorted = new TreeMap<>();
        troubles.forEach((what, count) -> sorted.put(what, count.sum()));
        return sorted;
    }

    Counts now() {
        return new Counts(
                System.nanoTime(),
                up.sum(),
                down.sum(),
                requests.sum(),
                empty.sum(),
                connections.sum(),
                heard.sum(),
                acked.sum());
    }
}
