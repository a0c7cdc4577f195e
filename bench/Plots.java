// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws the tables of docs/performance.md, as they stand there, as images/performance-*.svg beside the page: each row's
 * median and range, and where its bar lets it be. The same page makes the same bytes.
 *
 * <pre>java Plots.java PAGE</pre>
 */
public final class Plots {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?");
    private static final Pattern RUN = Pattern.compile("- [⁰¹²³⁴⁵⁶⁷⁸⁹]+ .*");
    private static final int WIDTH = 860;
    private static final int LEFT = 345;
    private static final int RIGHT = 725;
    private static final int TOP = 62;
    private static final int ROW = 36;
    private static final String STYLE = String.join("",
            "svg{font:13px system-ui,sans-serif}text{fill:#1f2328}.paper{fill:#fff}.faint{fill:#59636e;font-size:11px}",
            ".head{font-size:15px;font-weight:600}.grid{stroke:#d1d9e0}.free{fill:#1a7f37;opacity:.13}.bar{stroke:#1a7f37;stroke-width:2}",
            ".held{fill:#0969da;stroke:#0969da}.over{fill:#bc4c00;stroke:#bc4c00}.peer{fill:#59636e;stroke:#59636e}",
            ".range{stroke-width:5;opacity:.4}.heap{fill:none;stroke-width:1.5}",
            "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.paper{fill:#0d1117}.faint{fill:#9198a1}.grid{stroke:#30363d}",
            ".free{fill:#3fb950;opacity:.16}.bar{stroke:#3fb950}.held{fill:#4493f8;stroke:#4493f8}.over{fill:#f0883e;stroke:#f0883e}",
            ".peer{fill:#9198a1;stroke:#9198a1}.heap{fill:none}}");

    /** A row as it is drawn; {@code second} is another figure of it, held to the same bar. */
    private record Point(
            String title, double low, double value, double high, OptionalDouble second, double bar, boolean atLeast, String kind) {
        String says() {
            String most = bar == 0 ? "" : (atLeast ? " (≥ " : " (≤ ") + number(bar) + ")";
            return number(value) + (second.isPresent() ? ", " + number(second.getAsDouble()) : "") + most;
        }
    }

    private final List<String> runs;
    private final StringBuilder svg = new StringBuilder();
    private double from;
    private double to;

    private Plots(List<String> runs) {
        this.runs = runs;
    }

    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        List<String> lines = Files.readAllLines(page);
        Path folder = Files.createDirectories(page.resolveSibling("images"));
        List<String> runs = lines.stream().filter(RUN.asMatchPredicate()).toList();
        draw(folder, "cpu", runs, "CPU for each delivery, as a multiple of the floor's",
                rows(lines, "| CPU for each delivery |").map(Plots::delivery));
        draw(folder, "memory", runs, "KB for each of 10,000 idle connections: the process (dot), live heap (square)",
                rows(lines, "| 10,000 idle").map(Plots::memory));
        draw(folder, "others", runs, "Parley, as a multiple of what is beside it", rows(lines, "| Others |").map(Plots::other));
    }

    private static void draw(Path folder, String name, List<String> runs, String head, Stream<Point> rows) throws IOException {
        List<Point> points = rows.toList();
        if (!points.isEmpty()) {
            Files.writeString(folder.resolve("performance-" + name + ".svg"), new Plots(runs).draw(head, points));
        }
    }

    /** The cells of the rows of the table that begins so. */
    private static Stream<String[]> rows(List<String> lines, String begin) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith(begin))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> line.substring(2).split(" *\\| *", -1));
    }

    private static Point delivery(String[] cells) {
        double floor = numbers(cells[1])[0];
        double[] ours = numbers(cells[2]);
        return new Point(cells[0], ours[1] / floor, numbers(cells[3])[0], ours[2] / floor, OptionalDouble.empty(),
                numbers(cells[4])[0], false, kind(cells[5]));
    }

    private static Point memory(String[] cells) {
        double[] resident = numbers(cells[1]);
        return new Point(cells[0], resident[1], resident[0], resident[2], Arrays.stream(numbers(cells[2])).findFirst(),
                numbers(cells[3])[0], false, kind(cells[4]));
    }

    private static Point other(String[] cells) {
        double[] ours = numbers(cells[1]);
        double beside = numbers(cells[2])[0];
        double ratio = numbers(cells[3])[0];
        boolean range = ours.length == 3;
        return new Point(cells[0], range ? ours[1] / beside : ratio, ratio, range ? ours[2] / beside : ratio,
                OptionalDouble.empty(), cells[4].isEmpty() ? 0 : numbers(cells[4])[0], cells[4].startsWith("≥"), kind(cells[5]));
    }

    private static String kind(String verdict) {
        return verdict.isEmpty() ? "peer" : verdict.equals("held") ? "held" : "over";
    }

    private static double[] numbers(String cell) {
        return NUMBER.matcher(cell).results()
                .mapToDouble(found -> Double.parseDouble(found.group().replace(",", "")))
                .toArray();
    }

    private String draw(String head, List<Point> points) {
        List<String> notes = notes(points);
        int bottom = TOP + ROW * points.size();
        int height = bottom + 34 + 16 * notes.size();
        scale(points);
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n", WIDTH, height,
                WIDTH, height);
        add("<title>%s</title>%n<style>%s</style>%n", escaped(head), STYLE);
        add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>%n", WIDTH, height);
        text(12, 24, "head", head);
        text(12, 43, "faint", "Median and range; green: where the bar lets it be. Orange is beyond it.");
        ticks().forEach(tick -> {
            add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>%n", x(tick), TOP, bottom);
            add("<text class=\"faint\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x(tick), bottom + 15, number(tick));
        });
        for (int i = 0; i < points.size(); i++) {
            point(points.get(i), TOP + ROW * i + ROW / 2);
        }
        for (int i = 0; i < notes.size(); i++) {
            text(12, bottom + 38 + 16 * i, "faint", notes.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    /** What the page says of the runs that these rows are from. */
    private List<String> notes(List<Point> points) {
        return runs.stream()
                .map(run -> run.substring(2))
                .filter(run -> points.stream().anyMatch(point -> point.title.endsWith(" " + run.substring(0, run.indexOf(' ')))))
                .toList();
    }

    private void point(Point point, int y) {
        List<String> label = lines(point.title, 46);
        for (int i = 0; i < label.size(); i++) {
            text(12, y + 5 + 15 * i - 15 * (label.size() - 1) / 2, "", label.get(i));
        }
        if (point.bar != 0) {
            double start = point.atLeast ? x(point.bar) : LEFT;
            add("<rect class=\"free\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n", start, y - ROW / 2 + 3,
                    (point.atLeast ? RIGHT : x(point.bar)) - start, ROW - 6);
            add("<path class=\"bar\" d=\"M%.1f %dV%d\"/>%n", x(point.bar), y - ROW / 2 + 3, y + ROW / 2 - 3);
        }
        add("<path class=\"range %s\" d=\"M%.1f %dH%.1f\"/>%n", point.kind, x(point.low), y, x(point.high));
        add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\"/>%n", point.kind, x(point.value), y);
        point.second.ifPresent(value ->
                add("<path class=\"%s heap\" d=\"M%.1f %dh8v8h-8z\"/>%n", point.kind, x(value) - 4, y - 4));
        text(RIGHT + 12, y + 5, "", point.says());
    }

    /** From the largest tick below all to the smallest above. */
    private void scale(List<Point> points) {
        double[] all = points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.low, point.high, point.bar, point.second.orElse(0)))
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        from = ticks(all[0] / 10, all[0]).max().orElse(all[0]);
        to = ticks(all[all.length - 1], all[all.length - 1] * 10).min().orElse(all[all.length - 1]);
    }

    private DoubleStream ticks() {
        return ticks(from, to);
    }

    /** 1, 2, 5, 10, … and so on both ways, so far as they lie between. */
    private static DoubleStream ticks(double least, double most) {
        return DoubleStream.iterate(-9, n -> n <= 15, n -> n + 1)
                .map(n -> Math.pow(10, Math.floor(n / 3)) * new double[] {1, 2, 5}[(int) (n + 9) % 3])
                .filter(tick -> tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9));
    }

    private double x(double value) {
        return LEFT + (RIGHT - LEFT) * Math.log(value / from) / Math.log(to / from);
    }

    private static List<String> lines(String text, int most) {
        List<String> lines = new ArrayList<>();
        for (String word : text.split(" ")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + word.length() < most) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private void text(int x, int y, String type, String text) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", type, x, y, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
