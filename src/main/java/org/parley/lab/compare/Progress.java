package org.parley.lab.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Transport;
import org.parley.wire.Json;

/** How far a comparison has come, as it is told to pages. Thread-safe. */
final class Progress {
    /** For each half second: place of the transport, milliseconds, then differences since its measuring began. */
    @GuardedBy("this")
    private final List<List<Object>> samples = new ArrayList<>();

    @GuardedBy("this")
    private final List<Map<String, Object>> results = new ArrayList<>();

    /** Transports over which nobody could talk, and why. */
    @GuardedBy("this")
    private final List<Map<String, Object>> failures = new ArrayList<>();

    @GuardedBy("this")
    private final List<Turn> turns = new ArrayList<>();

    @GuardedBy("this")
    private String state = "running";

    @GuardedBy("this")
    private @Nullable String trouble;

    @GuardedBy("this")
    private boolean stopping;

    /** A transport has its turn, maybe together with others: {@code place} is its own among those chosen. */
    synchronized Turn turn(Transport transport, int place, int people) {
        Turn turn = new Turn(this, transport, place, people);
        turns.add(turn);
        return turn;
    }

    /** What was counted until now, as {@link #samples} has it. */
    synchronized void add(List<Object> sample) {
        samples.add(sample);
    }

    /** A turn came to its end. */
    synchronized void done(Turn turn, Figures figures) {
        turns.remove(turn);
        results.add(Results.json(figures, turn.strands()));
    }

    /** Nobody could talk over this transport; {@code why} is a reason that clients know, or a sentence. */
    synchronized void failed(Transport transport, String why) {
        turns.removeIf(turn -> turn.transport() == transport);
        failures.add(Json.object("transport", transport.wire(), "why", why));
    }

    /** Whether nothing was measured, as nobody could talk over any transport. */
    synchronized boolean hasNothing() {
        return results.isEmpty() && !failures.isEmpty();
    }

    /** It is over: {@code done}, {@code stopped} or {@code failed}, and why that is. */
    synchronized void over(String how, @Nullable String why) {
        state = how;
        trouble = why;
        turns.clear();
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
        return Json.object(
                "state",
                state,
                "trouble",
                trouble,
                "now",
                turns.stream().map(Turn::json).toList(),
                "failures",
                List.copyOf(failures),
                "samples",
                rest(samples, knownSamples),
                "results",
                rest(results, knownResults));
    }

    private static <T> List<T> rest(List<T> all, long known) {
        return List.copyOf(all.subList((int) Math.min(known, all.size()), all.size()));
    }
}
