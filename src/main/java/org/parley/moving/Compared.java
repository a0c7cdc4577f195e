package org.parley.moving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table in both places.
 *
 * @param table its name
 * @param from where it came from
 * @param to where it is now
 */
record Compared(String table, Sum from, Sum to) {
    boolean isSame() {
        return from.equals(to);
    }

    /** A table of all, for people: one line each, and one more where the places differ. */
    static List<String> lines(List<Compared> all) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "%-14s %15s  %s", "table", "rows", "SHA-256 of the rows, the same in both"));
        for (Compared one : all) {
            lines.add(line(one.table, one.from));
            if (!one.isSame()) {
                lines.add(line("  but there", one.to));
            }
        }
        return lines;
    }

    private static String line(String name, Sum sum) {
        return String.format(Locale.ROOT, "%-14s %,15d  %s", name, sum.rows(), sum.sha256());
    }
}
