package org.parley.lab.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;

/**
 * Searches for the highest rate that holds the bounds. Doubles until it does not hold, then halves the gap until it is
 * within a tenth. What no rate can hold is not tried.
 */
final class Capacity {
    private static final double NEAR = 1.1;
    private static final int MOST_DOUBLINGS = 16;

    private final Bench.Stage stage;
    private final Load load;
    private final Bounds bounds;
    private final Consumer<String> news;
    private final List<Step> steps = new ArrayList<>();

    /** Searches from this load's rate on. */
    Capacity(Bench.Stage stage, Load load, Bounds bounds, Consumer<String> news) {
        this.stage = stage;
        this.load = load;
        this.bounds = bounds;
        this.news = news;
    }

    /** What was found. */
    Verdict run() throws IOException {
        if (bounds.outOfReach(load).isEmpty()) {
            search();
        }
        return new Verdict(load, bounds, List.copyOf(steps));
    }

    private void search() throws IOException {
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
        Step step = new Step(run, bounds.broken(run));
        steps.add(step);
        news.accept(String.format(
                Locale.ROOT,
                "%s: %s messages/s %s, p99 %s ms",
                load.transport().wire(),
                Columns.decimal(rate),
                step.held() ? "hold" : "do not hold",
                Columns.decimal(run.millis(99))));
        return step.held();
    }
}
