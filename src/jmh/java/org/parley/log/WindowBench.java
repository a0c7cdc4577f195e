package org.parley.log;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The window as it is by default and full, so that each event that comes puts one out; figures are for one event. */
@State(Scope.Benchmark)
public class WindowBench {
    private static final int EVENTS = 1 << 16;
    private static final int BATCH = 64;

    /** What an event with a text of 150 bytes takes. */
    private final byte[] json = new byte[300];

    private final Window window = new Window(EVENTS, 64 << 20);
    private long id;
    private long start;

    /** Fills it. */
    @Setup
    public void fill() {
        for (int i = 0; i < EVENTS; i++) {
            window.add(List.of(next()));
        }
    }

    private Entry next() {
        return new Entry(++id, "message", "r7", null, json);
    }

    @Benchmark
    public void append() {
        window.add(List.of(next()));
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void appendBatch() {
        List<Entry> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            batch.add(next());
        }
        window.add(batch);
    }

    /** Who is up to date but for the newest. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void readNewest(Blackhole hole) {
        read(window.last().id() - BATCH, hole);
    }

    /** Who comes back with an old cursor: somewhere else each time, so little of it is in the processor's cache. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void readOld(Blackhole hole) {
        start = (start + 7919) % (EVENTS - BATCH);
        read(window.first() - 1 + start, hole);
    }

    private void read(long after, Blackhole hole) {
        for (long next = after + 1; next <= after + BATCH; next++) {
            hole.consume(window.get(next));
        }
    }
}
