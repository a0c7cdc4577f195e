package org.parley.lab.bench;

import java.util.Optional;
import org.parley.lab.load.Figures;

/**
 * One rate that the search for capacity tried.
 *
 * @param run what it came to
 * @param broken the bound that it broke; empty when it held
 */
record Step(Figures run, Optional<Both> broken) {
    double rate() {
        return run.load().rate();
    }

    boolean held() {
        return broken.isEmpty();
    }
}
