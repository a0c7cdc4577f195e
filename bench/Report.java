// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of docs/performance.md, between its two marks, from the results of bench/run. A row without results
 * stays as it is, with what the page says of its run. The rest of the page is written by hand; Plots.java draws what the
 * tables say.
 *
 * <pre>java Report.java RESULTS PAGE</pre>
 */
public final class Report {
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";
    private static final String DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Pattern RUN = Pattern.compile("(?m)^- ([" + DIGITS + "]+) (.*)$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([^|]*?)( \\([0-9]+ rounds?\\))? ([" + DIGITS + "]+) \\|(.*)$");
    private static final int ROUNDS = 5;

    /** What is measured against the floor: the row, what it is, and the most times the floor it may take. */
    private record Bar(String row, String title, double most) {}

    private static final List<Bar> BARS = List.of(
            new Bar("upgrade_1k", "hand-made WebSocket, N = 1,000, 50/s", 1.8),
            new Bar("upgrade_10k", "hand-made WebSocket, N = 10,000, 5/s", 1.8),
            new Bar("upgrade_fast", "hand-made WebSocket, N = 1,000, 500/s (floor at 50/s)", 0.5),
            new Bar("endpoint_1k", "standard endpoint, N = 1,000, 50/s", 3.0),
            new Bar("endpoint_10k", "standard endpoint, N = 10,000, 5/s", 4.2),
            new Bar("sse_1k", "SSE, N = 1,000, 50/s", 2.2),
            new Bar("sse_10k", "SSE, N = 10,000, 5/s", 2.7),
            new Bar("longpoll_1k", "long-polling, N = 1,000, 10/s (floor at 50/s)", 9));

    /** What an idle line may add to the process, in KB. */
    private static final List<Bar> MEMORY = List.of(
            new Bar("memory_upgrade", "hand-made WebSocket", 8),
            new Bar("memory_endpoint", "standard endpoint", 18),
            new Bar("memory_sse", "SSE", 74),
            new Bar("memory_longpoll", "held poll", 74));

    /** What the lines of one kind say, sorted. */
    private interface Measure extends Function<List<String>, double[]> {}

    /** Two kinds of lines of one row; their ratio is to be at least or at most so much (0: no bar). */
    private record Beside(
            String row, String title, String who, Measure ours, String other, Measure theirs, String way, double bar) {}

    private static final List<Beside> OTHERS = List.of(
            new Beside("polls", "polls that find nothing, for each second of CPU, and a constant servlet",
                    "parley", Report::rates, "tomcat", Report::rates, "≥", 0.6),
            new Beside("start", "start to first page, ms, and a bare Tomcat",
                    "parley", field("ms", 1), "tomcat", field("ms", 1), "≤", 1.5),
            new Beside("posts", "durable posts a second, 64 posters, and the store in batches of 64",
                    "parley-64", field("per_s", 1), "store", field("rows_per_s", 1), "≥", 0.6),
            new Beside("posts", "ack of one poster, p50 in ms, and one commit of the store",
                    "parley-1", field("p50", 1000), "store", field("p50", 1000), "≤", 2),
            new Beside("idle_room", "a room of 100, µs for each delivery, among 9,000 idle lines, and alone",
                    "among", Report::costs, "alone", Report::costs, "≤", 1.2),
            new Beside("stalled_1k", "1,000 readers, µs for each delivery, among 1,000 who never read, and alone",
                    "among", Report::costs, "alone", Report::costs, "≤", 1.2),
            new Beside("stalled_1k", "the same, p99 in ms", "among", field("p99", 1000), "alone", field("p99", 1000), "≤", 1.2),
            new Beside("resume_1k", "1,000 readers, p99 in ms, while 1,000 come back 10,000 events behind, and alone",
                    "among", field("p99", 1000), "alone", field("p99", 1000), "≤", 2),
            new Beside("resume_1k", "MB of the process meanwhile, at most, and before (-Xmx512m)",
                    "resume", field("peak_kb", 1024), "resume", field("rss_start", 1 << 20), "", 0));

    /** A line of a table: how it begins, how it goes on, and the run it is from. */
    private record Row(String title, String rounds, String cells, String run) {}

    private final Map<String, Map<String, List<String>>> results = new TreeMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final StringBuilder page = new StringBuilder();
    private final Map<String, String> runs = new TreeMap<>();
    private final String run;

    private Report() throws IOException {
        run = format("%s: %s, %d processors, Linux %s, Java %s (%s)", LocalDate.now(), processor(),
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.version"),
                System.getProperty("java.version"), System.getProperty("java.vm.vendor"));
    }

    public static void main(String[] arguments) throws IOException {
        Report report = new Report();
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jsonl")).sorted().toList()) {
                Files.readAllLines(file).forEach(report::read);
            }
        }
        Path path = Path.of(arguments[1]);
        String old = Files.readString(path);
        int from = old.indexOf(BEGIN) + BEGIN.length();
        int to = old.indexOf(END);
        report.remember(old.substring(from, to));
        report.measure();
        Files.writeString(path, old.substring(0, from) + "\n" + report.write() + old.substring(to));
    }

    private void read(String line) {
        results.computeIfAbsent(text(line, "row"), row -> new LinkedHashMap<>())
                .computeIfAbsent(text(line, "who"), who -> new ArrayList<>())
                .add(line);
    }

    /** What the page says now. */
    private void remember(String block) {
        Map<String, String> marks = new TreeMap<>();
        RUN.matcher(block).results().forEach(found -> marks.put(found.group(1), found.group(2)));
        ROW.matcher(block).results().forEach(found -> {
            String rounds = found.group(2) == null ? "" : found.group(2);
            rows.put(found.group(1), new Row(found.group(1), rounds, found.group(4), marks.get(found.group(3))));
        });
    }

    private void row(String title, int rounds, String cells, Object... values) {
        String few = rounds == ROUNDS ? "" : format(" (%d round%s)", rounds, rounds == 1 ? "" : "s");
        rows.put(title, new Row(title, few, format(cells, values), run));
    }

    private void measure() {
        for (Bar bar : BARS) {
            List<String> floor = lines(bar.row, "floor");
            results.getOrDefault(bar.row, Map.of()).forEach((who, lines) -> {
                if (!who.equals("floor")) {
                    delivery(bar, who, lines, floor);
                }
            });
        }
        MEMORY.stream().filter(bar -> results.containsKey(bar.row)).forEach(this::idle);
        OTHERS.stream().filter(beside -> results.containsKey(beside.row)).forEach(this::compare);
        if (results.containsKey("nodes")) {
            nodes();
        }
    }

    private void delivery(Bar bar, String who, List<String> lines, List<String> floor) {
        double[] cost = costs(lines);
        double[] least = costs(floor);
        double ratio = median(cost) / median(least);
        row(bar.title + (who.equals("parley") ? "" : ": " + who), lines.size(),
                " %.1f | %.1f (%.1f–%.1f) | **%.2f** | %.1f | %s | %.2f | %.0f | %s | %s |", median(least), median(cost),
                cost[0], cost[cost.length - 1], ratio, bar.most, who.equals("parley") ? verdict(ratio <= bar.most) : "",
                sum(lines, "frames") / Math.max(1, sum(lines, "received")), sum(lines, "expected") - sum(lines, "received"),
                latency(floor), latency(lines));
    }

    private void idle(Bar bar) {
        List<String> lines = lines(bar.row, "parley");
        double[] resident = field("rss_per_conn", 1024).apply(lines);
        double heap = median(field("heap_kb", 10_000).apply(lines));
        row(bar.title, lines.size(), " %.1f (%.1f–%.1f) | %.1f | %.0f | %s |", median(resident), resident[0],
                resident[resident.length - 1], heap, bar.most, verdict(Math.max(median(resident), heap) <= bar.most));
    }

    private void compare(Beside beside) {
        double[] ours = beside.ours.apply(lines(beside.row, beside.who));
        double other = median(beside.theirs.apply(lines(beside.row, beside.other)));
        double ratio = median(ours) / other;
        row(beside.title, ours.length, " %s (%s–%s) | %s | **%.2f** | %s | %s |", plain(median(ours)), plain(ours[0]),
                plain(ours[ours.length - 1]), plain(other), ratio,
                beside.bar == 0 ? "" : format("%s %.1f", beside.way, beside.bar),
                beside.bar == 0 ? "" : verdict(beside.way.equals("≥") ? ratio >= beside.bar : ratio <= beside.bar));
    }

    private void nodes() {
        for (String posters : List.of("64", "16")) {
            double one = median(perRound(lines("nodes", "1-" + posters)));
            for (String nodes : List.of("1", "2", "4")) {
                List<String> lines = lines("nodes", nodes + "-" + posters);
                double[] rates = perRound(lines);
                row(format("%s, %s posters", nodes, posters), rates.length, " %s | **%.2f** | %s | %.0f |",
                        plain(median(rates)), median(rates) / one, latency(lines), sum(lines, "cpu_us") / sum(lines, "received"));
            }
        }
    }

    private String write() {
        table("CPU for each delivery | floor µs | Parley µs (range) | × floor | bar | | frames/event | lost"
                + " | p50/p99 ms floor | p50/p99 ms Parley", "cpu", BARS.stream().map(Bar::title).toList());
        table("10,000 idle, signed in | KB resident each (range) | KB of live heap each | bar |", "memory",
                MEMORY.stream().map(Bar::title).toList());
        table("Others | Parley (range) | beside it | ratio | bar |", "others", OTHERS.stream().map(Beside::title).toList());
        table("Nodes on one PostgreSQL | durable posts a second | × one node's | ack p50/p99 ms"
                + " | CPU of the nodes for each post, µs", "", rows.keySet().stream().filter(t -> t.endsWith(" posters")).toList());
        StringBuilder text = new StringBuilder(format("%d rounds if not said otherwise.\n\n", ROUNDS));
        String body = page.toString();
        int number = 0;
        for (String name : runs.keySet()) {
            String mark = String.valueOf(++number).chars().mapToObj(c -> DIGITS.substring(c - '0', c - '0' + 1))
                    .reduce("", String::concat);
            text.append("- ").append(mark).append(' ').append(name).append('\n');
            body = body.replace(runs.get(name), mark);
        }
        return text.append('\n').append(body).toString();
    }

    /** The rows with these titles, and of peers whose title goes on with a colon. */
    private void table(String header, String plot, List<String> titles) {
        List<Row> lines = titles.stream()
                .flatMap(title -> rows.values().stream()
                        .filter(row -> row.title.equals(title) || row.title.startsWith(title + ": ")))
                .toList();
        if (!lines.isEmpty()) {
            page.append("| ").append(header).append(" |\n|")
                    .append("---|".repeat((int) header.chars().filter(c -> c == '|').count() + 1)).append('\n');
            for (Row row : lines) {
                String mark = runs.computeIfAbsent(row.run, name -> "@{" + name + "}");
                page.append("| ").append(row.title).append(row.rounds).append(' ').append(mark).append(" |").append(row.cells)
                        .append('\n');
            }
            page.append(plot.isEmpty() ? "\n" : format("\n![The same, drawn](images/performance-%s.svg)\n\n", plot));
        }
    }

    /** What the nodes of a round did together. */
    private static double[] perRound(List<String> lines) {
        Map<Double, Double> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(number(line, "round"), number(line, "per_s"), Double::sum));
        return sums.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private List<String> lines(String row, String who) {
        return results.getOrDefault(row, Map.of()).getOrDefault(who, List.of());
    }

    private static double[] sorted(List<String> lines, Function<String, Double> value) {
        return lines.stream().mapToDouble(value::apply).sorted().toArray();
    }

    private static Measure field(String field, double per) {
        return lines -> sorted(lines, line -> number(line, field) / per);
    }

    private static double[] costs(List<String> lines) {
        return sorted(lines, line -> number(line, "cpu_us") / number(line, "received"));
    }

    private static double[] rates(List<String> lines) {
        return sorted(lines, line -> number(line, "responses") / number(line, "cpu_us") * 1e6);
    }

    private static double sum(List<String> lines, String field) {
        return Arrays.stream(field(field, 1).apply(lines)).sum();
    }

    private static String latency(List<String> lines) {
        return format("%.0f/%.0f", median(field("p50", 1000).apply(lines)), median(field("p99", 1000).apply(lines)));
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static String verdict(boolean held) {
        return held ? "held" : "**not held**";
    }

    private static String plain(double number) {
        return format(number < 100 ? "%.2f" : "%,.0f", number);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static double number(String line, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\":(-?[0-9.]+)").matcher(line);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static String text(String line, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse("an unknown processor");
    }
}
