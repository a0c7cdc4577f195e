package org.parley.lab.bench;

import java.io.PrintStream;
import java.util.Locale;
import org.parley.lab.load.Counts;
import org.parley.lab.load.Watch;

/** One line that shows how far a run is: drawn over itself where a terminal reads, else not at all. */
final class ProgressBar implements Watch {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean drawn;
    private String title = "";

    ProgressBar(PrintStream out, boolean drawn) {
        this.out = out;
        this.drawn = drawn;
    }

    /** What is run next. */
    void begin(String what) {
        title = what;
    }

    @Override
    public void look(Phase phase, double share, Counts counts) {
        if (drawn) {
            int done = (int) (WIDTH * Math.max(0, Math.min(1, share)));
            out.printf(
                    Locale.ROOT,
                    "\r%-13s %-9s [%s%s] %,d heard, %,d connections\u001b[K",
                    title,
                    phase.name().toLowerCase(Locale.ROOT),
                    "#".repeat(done),
                    ".".repeat(WIDTH - done),
                    counts.heard(),
                    counts.connections());
            out.flush();
        }
    }

    /** Says something in a line of its own. */
    void say(String line) {
        clear();
        out.println(line);
    }

    /** Takes the bar away. */
    void clear() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
