package org.parley.lab.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;

/** The figures of some runs as one page that needs nothing else: table, charts, and the figures again as JSON. */
final class Report {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Parley: load run</title>
            <style>
            :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #6b7480; --rule: #d9dee4;
              --s0: #0b6bcb; --s1: #c2410c; --s2: #15803d; --s3: #7e22ce; --s4: #a16207; }
            @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e6e9ed; --faint: #98a2ae;
              --rule: #333b45; --s0: #5fb0ff; --s1: #ff9466; --s2: #5fd38a; --s3: #c99bff; --s4: #e5c04c; } }
            body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p { max-width: 46rem; } .faint { color: var(--faint); }
            .wide { overflow-x: auto; } table { border-collapse: collapse; white-space: nowrap; }
            th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--rule);
              font-variant-numeric: tabular-nums; }
            th:first-child, td:first-child { text-align: left; } th { font-weight: 600; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%%), 1fr)); gap: 1.5rem; }
            figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
            svg { width: 100%%; height: auto; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            svg .axis { stroke: var(--rule); } svg .faint { fill: var(--faint); }
            %s
            </style>
            <h1>Parley: load run</h1>
            <p class="faint">%s</p>
            <div class="wide"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>
            %s
            <h2>How long messages took</h2>
            %s
            <h2>What they cost</h2>
            <div class="charts">%s</div>
            <h2>What the columns say</h2>
            <dl>%s</dl>
            <script type="application/json" id="figures">%s</script>
            </html>
            """;

    private Report() {}

    static String page(List<Figures> runs) {
        return PAGE.formatted(
                colours(),
                runs.isEmpty() ? "Nothing held." : escaped(about(runs.get(0).load())),
                Columns.ALL.stream()
                        .map(column ->
                                "<th title=\"" + escaped(column.about()) + "\">" + escaped(column.title()) + "</th>")
                        .collect(Collectors.joining()),
                runs.stream().map(Report::row).collect(Collectors.joining()),
                remarks(runs),
                Charts.latencies(runs),
                Charts.costs(runs),
                Columns.ALL.stream()
                        .map(column -> "<dt>" + escaped(column.title()) + "</dt><dd class=\"faint\">"
                                + escaped(column.about()) + "</dd>")
                        .collect(Collectors.joining()),
                FiguresJson.text(runs).replace("<", "\\u003c"));
    }

    private static String colours() {
        return "svg .c0, .b0 { --c: var(--s0) } svg .c1, .b1 { --c: var(--s1) } svg .c2, .b2 { --c: var(--s2) }"
                + " svg .c3, .b3 { --c: var(--s3) } svg .c4, .b4 { --c: var(--s4) }"
                + " svg path { fill: none; stroke: var(--c); stroke-width: 2 } svg rect { fill: var(--c) }"
                + " svg text.key { fill: var(--c); font-weight: 600 }";
    }

    private static String about(Load load) {
        return Columns.whole(load.clients()) + " clients in " + load.rooms() + " rooms, "
                + Columns.decimal(load.rate()) + " messages/s of " + Columns.bytes(load.size())
                + ", each transport for "
                + Columns.decimal(load.time().toMillis() / 1e3) + " s after "
                + Columns.decimal(load.warmUp().toMillis() / 1e3)
                + " s of warm-up; polling every "
                + Columns.decimal(load.pollInterval().toMillis() / 1e3)
                + " s. Latency runs from when a message was to be said to when a client heard it.";
    }

    private static String row(Figures run) {
        return Columns.ALL.stream()
                .map(column -> "<td>" + escaped(column.value().apply(run)) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String remarks(List<Figures> runs) {
        return runs.stream()
                .flatMap(run -> Table.remarks(run).stream())
                .map(remark -> "<p>" + escaped(remark) + "</p>")
                .collect(Collectors.joining());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
