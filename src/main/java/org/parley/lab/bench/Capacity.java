package org.parley.lab.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;

/**
 * Searches for the highest rate that holds the bounds: nothing lost, refused or unanswered, the 99th percentile within
 * its bound, and the rate really reached. Doubles until it does not hold, then halves the gap until it is within a
 * tenth.
 */
final class Capacity {
    private static final double NEAR = 1.1;
    private static final int MOST_DOUBLINGS = 16;

    private final Bench.Stage stage;
    private final Load load;
    private final double p99;
    private final Consumer<String> news;
    private @Nullable Figures best;
    private @Nullable Figures worst;

    /** Searches from this load's rate on; {@code p99} in milliseconds. */
    Capacity(Bench.Stage stage, Load load, double p99, Consumer<String> news) {
        this.stage = stage;
        this.load = load;
        this.p99 = p99;
        this.news = news;
    }

    void run() throws IOException {
        double low = 0;
        double high = load.rate();
        for (int i = 0; i < MOST_DOUBLINGS && holds(high); i++) {
            low = high;
            high *= 2;
        }
        if (low == 0) {
            while (low == 0 && high > load.rate() / 32) {
                high /= 2;
                low = holds(high) ? high : 0;
            }
            high *= low == 0 ? 1 : 2;
        }
        while (low > 0 && high / low > NEAR) {
            double middle = Math.sqrt(low * high);
            if (holds(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private boolean holds(double rate) throws IOException {
        Figures run = stage.run(load.at(rate));
        boolean held = failure(run).isEmpty();
        news.accept(String.format(
                Locale.ROOT,
                "%s: %s messages/s %s, p99 %s ms",
                load.transport().wire(),
                Columns.decimal(rate),
                held ? "hold" : "do not hold",
                Columns.decimal(run.millis(99))));
        if (held) {
            best = run;
        } else {
            worst = run;
        }
        return held;
    }

    /** Which bound a run broke; empty for none. */
    private Optional<String> failure(Figures run) {
        if (run.there() < run.load().clients()) {
            return Optional.of("clients were turned away");
        } else if (!run.isPerfect()) {
            return Optional.of("messages were lost, repeated, reordered or not answered");
        } else if (!run.troubles().isEmpty()) {
            return Optional.of("something was refused or ended");
        }
        return run.millis(99) <= p99
                ? Optional.empty()
                : Optional.of("the 99th percentile was over " + Columns.decimal(p99) + " ms");
    }

    /** The highest rate that held. */
    Optional<Figures> best() {
        return Optional.ofNullable(best);
    }

    /** What was found, and what ran out. */
    String verdict() {
        String name = load.transport().wire() + ": ";
        String most = best == null
                ? "not even the lowest rate tried holds"
                : Columns.decimal(best.load().rate()) + " messages/s hold, which is "
                        + Columns.decimal(
                                best.measured().heard() / best.measured().seconds()) + " deliveries/s";
        return name + most + (worst == null ? "; no end was found" : "; above it, " + reason(worst));
    }

    private String reason(Figures run) {
        return failure(run).orElse("nothing broke") + ". What ran out: " + scarce(run);
    }

    private static String scarce(Figures run) {
        double cores = Runtime.getRuntime().availableProcessors();
        double server = run.server().map(taken -> taken.cpuSeconds()).orElse(0.0)
                / run.measured().seconds();
        if (run.busy() > 0.8) {
            return "this engine's own threads, busy " + Math.round(100 * run.busy()) + " % of the time; give it more"
                    + " (--threads) or another machine";
        } else if (run.there() < run.load().clients() || !run.troubles().isEmpty()) {
            return "a limit of the server: " + run.troubles();
        } else if (server > 0.7 * cores || server + run.load().threads() * run.busy() > 0.85 * cores) {
            return String.format(
                    Locale.ROOT,
                    "CPU: the server used %.1f, the clients up to %.1f of %.0f cores",
                    server,
                    run.load().threads() * run.busy(),
                    cores);
        }
        return run.server().isEmpty()
                ? "unknown, as the server does not tell its CPU (--metrics-token)"
                : String.format(
                        Locale.ROOT,
                        "not CPU (%.1f of %.0f cores): waiting, for the disk's sync most likely"
                                + " (parley_journal_commit_seconds)",
                        server,
                        cores);
    }
}
