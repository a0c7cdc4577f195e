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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of docs/performance.md, between its two marks, from the results of bench/run. The rest of the page is
 * written by hand.
 *
 * <pre>java Report.java RESULTS PAGE</pre>
 */
public final class Report {
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";

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

    private final Map<String, Map<String, List<String>>> results = new TreeMap<>();
    private final StringBuilder page = new StringBuilder();

    private Report() {}

    public static void main(String[] arguments) throws IOException {
        Report report = new Report();
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jsonl")).sorted().toList()) {
                Files.readAllLines(file).forEach(report::read);
            }
        }
        report.write();
        Path path = Path.of(arguments[1]);
        String old = Files.readString(path);
        int from = old.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(path, old.substring(0, from) + "\n" + report.page + old.substring(old.indexOf(END)));
    }

    private void read(String line) {
        results.computeIfAbsent(text(line, "row"), row -> new LinkedHashMap<>())
                .computeIfAbsent(text(line, "who"), who -> new ArrayList<>())
                .add(line);
    }

    private void write() throws IOException {
        add("Measured on %s: %s, %d processors, Linux %s, Java %s (%s).%n%n", LocalDate.now(), processor(),
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.version"),
                System.getProperty("java.version"), System.getProperty("java.vm.vendor"));
        deliveries();
        memory();
        others();
        if (results.containsKey("nodes")) {
            nodes();
        }
    }

    private void deliveries() {
        add("| CPU for each delivery | floor µs | Parley µs (range) | × floor | bar | | frames/event | lost | p50/p99 ms floor | p50/p99 ms Parley |%n");
        add("|---|---|---|---|---|---|---|---|---|---|%n");
        for (Bar bar : BARS) {
            List<String> floor = lines(bar.row, "floor");
            results.getOrDefault(bar.row, Map.of()).forEach((who, lines) -> {
                if (!who.equals("floor")) {
                    delivery(bar, who, lines, floor);
                }
            });
        }
        add("%n");
    }

    private void delivery(Bar bar, String who, List<String> lines, List<String> floor) {
        double[] cost = costs(lines);
        double[] least = costs(floor);
        double ratio = median(cost) / median(least);
        long lost = Math.round(sum(lines, "expected") - sum(lines, "received"));
        add("| %s%s | %.1f | %.1f (%.1f–%.1f) | **%.2f** | %.1f | %s | %.2f | %d | %s | %s |%n", bar.title,
                who.equals("parley") ? "" : ": " + who, median(least), median(cost), cost[0], cost[cost.length - 1], ratio,
                bar.most, verdict(who, ratio <= bar.most), sum(lines, "frames") / Math.max(1, sum(lines, "received")), lost,
                latency(floor), latency(lines));
    }

    private static String verdict(String who, boolean held) {
        return who.equals("parley") ? held ? "held" : "**not held**" : "";
    }

    private void memory() {
        add("| 10,000 idle, signed in | KB resident each (range) | KB of live heap each | bar | |%n|---|---|---|---|---|%n");
        for (Bar bar : MEMORY) {
            List<String> lines = lines(bar.row, "parley");
            if (!lines.isEmpty()) {
                double[] resident = numbers(lines, "rss_per_conn", 1024);
                double heap = median(numbers(lines, "heap_kb", 10_000));
                add("| %s | %.1f (%.1f–%.1f) | %.1f | %.0f | %s |%n", bar.title, median(resident), resident[0],
                        resident[resident.length - 1], heap, bar.most,
                        verdict("parley", Math.max(median(resident), heap) <= bar.most));
            }
        }
        add("%n");
    }

    private void others() {
        add("| Others | Parley | beside it | ratio | bar | |%n|---|---|---|---|---|---|%n");
        if (results.containsKey("polls")) {
            double ours = median(rates(lines("polls", "parley")));
            double constant = median(rates(lines("polls", "tomcat")));
            compare("polls that find nothing, for each second of CPU, and a constant servlet", ours, constant, 0.6, true);
        }
        if (results.containsKey("start")) {
            compare("start to first page, ms, and a bare Tomcat", median(numbers(lines("start", "parley"), "ms", 1)),
                    median(numbers(lines("start", "tomcat"), "ms", 1)), 1.5, false);
        }
        if (results.containsKey("posts")) {
            compare("durable posts a second, 64 posters, and the store in batches of 64",
                    median(numbers(lines("posts", "parley-64"), "per_s", 1)),
                    median(numbers(lines("posts", "store"), "rows_per_s", 1)), 0.6, true);
            compare("ack of one poster, p50 in ms, and one commit of the store",
                    median(numbers(lines("posts", "parley-1"), "p50", 1000)),
                    median(numbers(lines("posts", "store"), "p50", 1000)), 2, false);
        }
        if (results.containsKey("idle_room")) {
            compare("a room of 100, µs for each delivery, among 9,000 idle lines, and alone",
                    median(costs(lines("idle_room", "among"))), median(costs(lines("idle_room", "alone"))), 1.2, false);
        }
    }

    private void nodes() {
        add("| nodes on one PostgreSQL | posters | durable posts a second | × one node's | ack p50/p99 ms | CPU of the nodes for each post, µs |%n");
        add("|---|---|---|---|---|---|%n");
        for (int posters : new int[] {64, 16}) {
            double one = median(perRound(lines("nodes", "1-" + posters), "per_s"));
            for (int nodes : new int[] {1, 2, 4}) {
                List<String> lines = lines("nodes", nodes + "-" + posters);
                double rate = median(perRound(lines, "per_s"));
                add("| %d | %d | %s | **%.2f** | %s | %.0f |%n", nodes, posters, plain(rate), rate / one, latency(lines),
                        sum(lines, "cpu_us") / sum(lines, "received"));
            }
        }
        add("%n");
    }

    /** What the nodes of a round did together. */
    private static double[] perRound(List<String> lines, String field) {
        Map<String, Double> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(String.valueOf(number(line, "round")), number(line, field), Double::sum));
        return sums.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private void compare(String title, double ours, double other, double bar, boolean atLeast) {
        double ratio = ours / other;
        add("| %s | %s | %s | **%.2f** | %s %.1f | %s |%n", title, plain(ours), plain(other), ratio, atLeast ? "≥" : "≤",
                bar, verdict("parley", atLeast ? ratio >= bar : ratio <= bar));
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%,.0f", number);
    }

    private List<String> lines(String row, String who) {
        return results.getOrDefault(row, Map.of()).getOrDefault(who, List.of());
    }

    private static double[] costs(List<String> lines) {
        return lines.stream().mapToDouble(line -> number(line, "cpu_us") / number(line, "received")).sorted().toArray();
    }

    private static double[] rates(List<String> lines) {
        return lines.stream().mapToDouble(line -> number(line, "responses") / number(line, "cpu_us") * 1e6).sorted().toArray();
    }

    private static double[] numbers(List<String> lines, String field, double per) {
        return lines.stream().mapToDouble(line -> number(line, field) / per).sorted().toArray();
    }

    private static double sum(List<String> lines, String field) {
        return Arrays.stream(numbers(lines, field, 1)).sum();
    }

    private static String latency(List<String> lines) {
        return String.format(Locale.ROOT, "%.0f/%.0f", median(numbers(lines, "p50", 1000)), median(numbers(lines, "p99", 1000)));
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
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
        Path info = Path.of("/proc/cpuinfo");
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse("an unknown processor");
    }

    private void add(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
