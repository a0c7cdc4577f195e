package org.parley.lab.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Trace;
import org.parley.wire.Json;

/**
 * The connections of one client, and what passed over them in the first seconds that are measured: what a timeline is
 * drawn from. Keeps so many connections and passages and no more. Thread-safe.
 */
final class Strands implements Trace {
    /** How long a timeline is. */
    static final long SPAN_NANOS = 10_000_000_000L;

    private static final int MOST_STRANDS = 100;
    private static final int MOST_PASSAGES = 300;

    @GuardedBy("this")
    private final List<Strand> strands = new ArrayList<>();

    @GuardedBy("this")
    private int passages;

    @GuardedBy("this")
    private @Nullable Long begin;

    private static final class Strand {
        final long opened = System.nanoTime();
        final List<Passage> passages = new ArrayList<>();

        @Nullable
        Long closed;
    }

    private record Passage(long at, boolean up, int bytes) {}

    /** From now on it is measured; later calls do nothing. */
    synchronized void begin() {
        if (begin == null) {
            begin = System.nanoTime();
        }
    }

    @Override
    public synchronized int opened() {
        if (strands.size() < MOST_STRANDS) {
            strands.add(new Strand());
            return strands.size() - 1;
        }
        return -1;
    }

    @Override
    public void sent(int connection, int bytes) {
        passed(connection, true, bytes);
    }

    @Override
    public void received(int connection, int bytes) {
        passed(connection, false, bytes);
    }

    private synchronized void passed(int connection, boolean up, int bytes) {
        long now = System.nanoTime();
        boolean seen = begin != null && now - begin < SPAN_NANOS;
        if (seen && connection >= 0 && passages < MOST_PASSAGES) {
            passages++;
            strands.get(connection).passages.add(new Passage(now, up, bytes));
        }
    }

    @Override
    public synchronized void closed(int connection) {
        if (connection >= 0) {
            strands.get(connection).closed = System.nanoTime();
        }
    }

    /**
     * Each connection that was open in the time of the timeline: {@code opened} and {@code closed} in milliseconds from
     * its beginning, and {@code passed}, each {@code [milliseconds, bytes]}, bytes that came down being negative.
     */
    synchronized List<Map<String, Object>> json() {
        if (begin == null) {
            return List.of();
        }
        long from = begin;
        return strands.stream()
                .filter(strand -> strand.closed == null || strand.closed - from > 0)
                .filter(strand -> strand.opened - from < SPAN_NANOS)
                .map(strand -> json(strand, from))
                .toList();
    }

    private static Map<String, Object> json(Strand strand, long from) {
        return Json.object(
                "opened", millis(strand.opened - from),
                "closed", strand.closed == null ? null : millis(strand.closed - from),
                "passed",
                        strand.passages.stream()
                                .map(one -> List.of(millis(one.at - from), one.up ? one.bytes : -one.bytes))
                                .toList());
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
