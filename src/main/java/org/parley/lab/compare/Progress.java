package org.parley.lab.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Counts;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Trace;
import org.parley.lab.load.Transport;
import org.parley.lab.load.Watch;
import org.parley.wire.Json;

/** How far a comparison has come, as it is told to pages. Thread-safe; written by the thread that compares. */
final class Progress implements Watch {
    private static final long STEP_NANOS = 500_000_000;

    private final int people;

    /** For each half second: place of the transport, milliseconds, then differences since its measuring began. */
    @GuardedBy("this")
    private final List<List<Object>> samples = new ArrayList<>();

    @GuardedBy("this")
    private final List<Map<String, Object>> results = new ArrayList<>();

    @GuardedBy("this")
    private String state = "running";

    @GuardedBy("this")
    private @Nullable String trouble;

    @GuardedBy("this")
    private @Nullable Transport transport;

    @GuardedBy("this")
    private Phase phase = Phase.OPENING;

    @GuardedBy("this")
    private double share;

    @GuardedBy("this")
    private Strands first = new Strands();

    @GuardedBy("this")
    private Strands last = new Strands();

    @GuardedBy("this")
    private @Nullable Counts begin;

    @GuardedBy("this")
    private boolean stopping;

    /** Of so many people the first and the last are watched closely. */
    Progress(int people) {
        this.people = people;
    }

    /** The next transport has its turn. */
    synchronized void turn(Transport next) {
        transport = next;
        phase = Phase.OPENING;
        share = 0;
        first = new Strands();
        last = new Strands();
        begin = null;
    }

    @Override
    public synchronized Trace trace(int client) {
        return client == 0 ? first : client == people - 1 ? last : Trace.NONE;
    }

    @Override
    public synchronized void look(Phase now, double done, Counts counts) {
        if (stopping) {
            throw new CancellationException("stopped");
        }
        phase = now;
        share = done;
        if (now == Phase.MEASURING) {
            measure(counts);
        }
    }

    @GuardedBy("this")
    private void measure(Counts counts) {
        Counts from = begin;
        if (from == null) {
            begin = counts;
            first.begin();
            last.begin();
            add(0, counts, counts);
        } else if (counts.nanos() - from.nanos() >= nextSample()) {
            add(counts.nanos() - from.nanos(), counts, from);
        }
    }

    @GuardedBy("this")
    private long nextSample() {
        List<Object> newest = samples.get(samples.size() - 1);
        return ((Number) newest.get(1)).longValue() * 1_000_000 + STEP_NANOS;
    }

    @GuardedBy("this")
    private void add(long nanos, Counts now, Counts from) {
        samples.add(List.of(
                results.size(),
                nanos / 1_000_000,
                now.heard() - from.heard(),
                now.up() - from.up(),
                now.down() - from.down(),
                now.requests() - from.requests(),
                now.empty() - from.empty(),
                now.connections()));
    }

    /** A transport is done. */
    synchronized void done(Figures figures) {
        results.add(Results.json(figures, strands()));
        transport = null;
    }

    @GuardedBy("this")
    private List<List<Map<String, Object>>> strands() {
        return List.of(first.json(), last.json());
    }

    /** It is over: {@code done}, {@code stopped} or {@code failed}, and why that is. */
    synchronized void over(String how, @Nullable String why) {
        state = how;
        trouble = why;
        transport = null;
    }

    synchronized boolean isOver() {
        return !state.equals("running");
    }

    /** Ends the run at its next step, and lets no other begin. */
    synchronized void stop() {
        stopping = true;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** What is new to whoever knows so many samples and results. */
    synchronized Map<String, Object> json(long knownSamples, long knownResults) {
        Transport now = transport;
        return Json.object(
                "state",
                state,
                "trouble",
                trouble,
                "now",
                now == null
                        ? null
                        : Json.object(
                                "transport",
                                now.wire(),
                                "phase",
                                phase.name().toLowerCase(Locale.ROOT),
                                "share",
                                share,
                                "strands",
                                strands()),
                "samples",
                rest(samples, knownSamples),
                "results",
                rest(results, knownResults));
    }

    private static <T> List<T> rest(List<T> all, long known) {
        return List.copyOf(all.subList((int) Math.min(known, all.size()), all.size()));
    }
}
