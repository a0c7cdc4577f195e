package org.parley.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.lab.load.Figures;

/** The figures of some runs as lines for a terminal: one row a transport, and below what is not as it should be. */
final class Table {
    /** Over this share of a core, the engine itself may be what is slow. */
    private static final double BUSY = 0.8;

    private Table() {}

    static List<String> lines(List<Figures> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Columns.ALL.stream().map(Columns.Column::title).toList());
        for (Figures run : runs) {
            rows.add(Columns.ALL.stream()
                    .map(column -> column.value().apply(run))
                    .toList());
        }
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, rows)).toList());
        runs.forEach(run -> lines.addAll(remarks(run)));
        return lines;
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            String pad = " ".repeat(width - row.get(i).length());
            line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
        }
        return line.toString();
    }

    /** What a reader has to know before he believes the figures. */
    static List<String> remarks(Figures run) {
        String name = run.load().transport().wire() + ": ";
        List<String> remarks = new ArrayList<>();
        if (run.there() < run.load().clients()) {
            remarks.add(name + (run.load().clients() - run.there()) + " of "
                    + run.load().clients() + " clients were turned away and took no part");
        }
        if (!run.troubles().isEmpty()) {
            remarks.add(name
                    + run.troubles().entrySet().stream()
                            .map((Map.Entry<String, Long> trouble) -> trouble.getValue() + " x " + trouble.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (run.unanswered() > 0) {
            remarks.add(name + run.unanswered() + " messages were not answered before the end");
        }
        if (run.busy() > BUSY) {
            remarks.add(name + "the clients' own threads were busy for " + Math.round(100 * run.busy())
                    + " % of the time; the latencies may be theirs (--threads)");
        }
        return remarks;
    }
}
