package org.parley.lab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parley.lab.load.Figures;

/** Charts as inline SVG. A transport has the same colour in all of them. */
final class Charts {
    private static final Both LATENCIES = new Both("Latency by percentile", "各百分位的延迟");
    private static final double[] PERCENTILES = {0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 100};
    private static final int LEFT = 72;
    private static final int WIDE = 760;
    private static final int NARROW = 340;
    private static final int TOP = 20;
    private static final int BOTTOM = 250;

    private Charts() {}

    /**
     * Latency by percentile, both in steps of ten: 90 %, 99 %, 99.9 %; 1, 10, 100 ms. Drawn twice, since what is made
     * smaller until it fits a telephone cannot be read there; the page shows the one or the other.
     */
    static String latencies(List<Figures> runs) {
        return key(runs) + latencies(runs, "spacious", WIDE) + latencies(runs, "tight", NARROW);
    }

    private static String key(List<Figures> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(i -> "<li class=\"b" + i % 5 + "\">"
                        + Report.escaped(runs.get(i).load().transport().wire()) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"key\">", "</ul>"));
    }

    private static String latencies(List<Figures> runs, String style, int right) {
        double most = runs.stream().mapToDouble(run -> run.millis(100)).max().orElse(1);
        int decades = Math.max(1, (int) Math.ceil(Math.log10(Math.max(1, most)) + 1)); // from 0.1 ms
        StringBuilder svg = new StringBuilder("<svg class=\"" + style + "\" viewBox=\"0 0 " + (right + 20)
                + " 275\" role=\"img\" aria-label=\"" + LATENCIES.label() + "\">");
        for (int decade = 0; decade <= decades; decade++) {
            double value = Math.pow(10, decade - 1);
            axis(svg, LEFT, y(value, decades), right, y(value, decades));
            text(svg, "faint", LEFT - 8, y(value, decades) + 4, "end", Columns.decimal(value) + " ms");
        }
        for (double percentile : new double[] {0, 50, 90, 99, 99.9}) {
            axis(svg, x(percentile, right), TOP, x(percentile, right), BOTTOM);
            if (percentile > 0 || right == WIDE) { // else there is no room for it
                text(svg, "faint", x(percentile, right), BOTTOM + 18, "middle", plain(percentile) + " %");
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            Figures run = runs.get(i);
            svg.append("<path class=\"c")
                    .append(i % 5)
                    .append("\" d=\"")
                    .append(Arrays.stream(PERCENTILES)
                            .mapToObj(p -> point(x(p, right)) + "," + point(y(run.millis(p), decades)))
                            .collect(Collectors.joining("L", "M", "")))
                    .append("\"/>");
        }
        return svg.append("</svg>").toString();
    }

    /** Bars for what each transport costs. */
    static String costs(List<Figures> runs) {
        return bars(new Both("Bytes for each byte of text heard", "每送达一个字节文字的传输字节数"), runs, Figures::bytesPerUseful)
                + bars(
                        new Both("HTTP requests a second", "每秒 HTTP 请求数"),
                        runs,
                        run -> run.measured().requests() / run.measured().seconds())
                + bars(
                        new Both("Empty answers a second", "每秒空应答数"),
                        runs,
                        run -> run.measured().empty() / run.measured().seconds())
                + bars(
                        new Both("Connections held", "保持的连接数"),
                        runs,
                        run -> run.measured().connections())
                + bars(
                        new Both("Server CPU for each message, microseconds", "每条消息的服务器 CPU，微秒"),
                        runs,
                        run -> 1e6 * run.cpuPerMessage().orElse(Double.NaN))
                + bars(
                        new Both("Server memory allocated for each message, bytes", "每条消息分配的服务器内存，字节"),
                        runs,
                        run -> run.allocatedPerMessage().orElse(Double.NaN));
    }

    private static String bars(Both title, List<Figures> runs, ToDoubleFunction<Figures> value) {
        double most =
                runs.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(0);
        StringBuilder svg =
                new StringBuilder("<figure><figcaption>" + title.html() + "</figcaption><svg viewBox=\"0 0 400 "
                        + (24 * runs.size() + 4) + "\" role=\"img\" aria-label=\"" + title.label() + "\">");
        IntStream.range(0, runs.size()).forEach(i -> {
            double number = value.applyAsDouble(runs.get(i));
            double width = most > 0 && Double.isFinite(number) ? Math.max(1, 210 * number / most) : 1;
            text(svg, "", 92, 24 * i + 17, "end", runs.get(i).load().transport().wire());
            svg.append("<rect class=\"c" + i % 5 + "\" x=\"100\" y=\"" + (24 * i + 4) + "\" height=\"18\" width=\""
                    + point(width) + "\"/>");
            text(
                    svg,
                    "faint",
                    106 + width,
                    24 * i + 17,
                    "start",
                    Double.isFinite(number) ? Columns.decimal(number) : "?");
        });
        return svg.append("</svg></figure>").toString();
    }

    private static double x(double percentile, int right) {
        double nines = -Math.log10(1 - Math.min(percentile, 99.95) / 100);
        return LEFT + (right - LEFT) * nines / 3.4;
    }

    private static double y(double millis, int decades) {
        double up = (Math.log10(Math.max(0.1, millis)) + 1) / decades;
        return BOTTOM - (BOTTOM - TOP) * up;
    }

    private static void axis(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"axis\" x1=\"" + point(x1) + "\" y1=\"" + point(y1) + "\" x2=\"" + point(x2)
                + "\" y2=\"" + point(y2) + "\"/>");
    }

    private static void text(StringBuilder svg, String style, double x, double y, String anchor, String text) {
        svg.append("<text class=\"" + style + "\" x=\"" + point(x) + "\" y=\"" + point(y) + "\" text-anchor=\"" + anchor
                + "\">" + Report.escaped(text) + "</text>");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static String point(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
