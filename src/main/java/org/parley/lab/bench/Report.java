package org.parley.lab.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;

/**
 * The figures of some runs as one page that needs nothing else: table, charts, and the figures again as JSON; in
 * English or Chinese, as its reader's browser says or he chooses.
 */
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
            .verdicts { margin: 0; padding: 0; list-style: none; max-width: 46rem; }
            .verdicts li { border-left: 3px solid var(--s2); margin: .5rem 0; padding-left: .7rem; }
            .verdicts .broke { border-color: var(--s1); } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
            #capacity td:last-child, #capacity th:last-child { min-width: 8rem; text-align: left; white-space: normal; }
            .key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
            .key li { color: var(--c); font-weight: 600; } .key li::before { content: "— "; }
            @media (max-width: 40rem) { .spacious { display: none; } } @media (min-width: 40.01rem) { .tight { display: none; } }
            html:not(.zh) .zh, html.zh .en { display: none; }
            .languages { float: right; margin: 0; } .languages button { border: 0; background: none; color: var(--s0); cursor: pointer;
              font: inherit; padding: .3rem; }
            %s
            </style>
            <script>
            function speak(chinese) {
              document.documentElement.className = chinese ? 'zh' : '';
              document.documentElement.lang = chinese ? 'zh-CN' : 'en';
            }
            speak(/^zh\\b/i.test(navigator.language));
            </script>
            <p class="languages"><button class="zh" lang="en" onclick="speak(false)">English</button><button class="en"
              lang="zh-CN" onclick="speak(true)">简体中文</button></p>
            <h1>%s</h1>
            <p class="faint">%s</p>
            %s
            %s
            <script type="application/json" id="figures">%s</script>
            <script type="application/json" id="capacity-steps">%s</script>
            </html>
            """;

    private static final String FIGURES = """
            %s
            <div class="wide"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>
            %s
            <h2>%s</h2>
            %s
            <h2>%s</h2>
            <div class="charts">%s</div>
            <h2>%s</h2>
            <dl>%s</dl>
            """;

    private static final Both AT_BEST = new Both("The figures at the highest loads that held", "可承受的最高负载下的数据");

    private Report() {}

    /**
     * The page.
     *
     * @param runs what is charted; with verdicts, the highest loads that held, and none where nothing did
     * @param verdicts what a search for capacity found; none if there was no search
     */
    static String page(List<Figures> runs, List<Verdict> verdicts) {
        Load load = verdicts.isEmpty() ? runs.get(0).load() : verdicts.get(0).load();
        return PAGE.formatted(
                colours(),
                new Both("Parley: load run", "Parley：负载测试").html(),
                about(load, verdicts.isEmpty()).html(),
                CapacityPage.html(verdicts),
                runs.isEmpty() ? "" : figures(runs, verdicts.isEmpty()),
                embedded(FiguresJson.text(runs)),
                embedded(CapacityPage.json(verdicts)));
    }

    private static String figures(List<Figures> runs, boolean alike) {
        return FIGURES.formatted(
                alike ? "" : "<h2>" + AT_BEST.html() + "</h2>",
                Columns.ALL.stream()
                        .map(column -> "<th title=\"" + column.about().label() + "\">"
                                + column.title().html() + "</th>")
                        .collect(Collectors.joining()),
                runs.stream().map(Report::row).collect(Collectors.joining()),
                remarks(runs),
                new Both("How long messages took", "消息用了多长时间").html(),
                Charts.latencies(runs),
                new Both("What they cost", "各方式的开销").html(),
                Charts.costs(runs),
                new Both("What the columns say", "各列的含义").html(),
                Columns.ALL.stream()
                        .map(column -> "<dt>" + column.title().html() + "</dt><dd class=\"faint\">"
                                + column.about().html() + "</dd>")
                        .collect(Collectors.joining()));
    }

    private static String embedded(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String colours() {
        return "svg .c0, .b0 { --c: var(--s0) } svg .c1, .b1 { --c: var(--s1) } svg .c2, .b2 { --c: var(--s2) }"
                + " svg .c3, .b3 { --c: var(--s3) } svg .c4, .b4 { --c: var(--s4) }"
                + " svg path { fill: none; stroke: var(--c); stroke-width: 2 } svg rect { fill: var(--c) }";
    }

    private static Both about(Load load, boolean alike) {
        String time = Columns.decimal(load.time().toMillis() / 1e3);
        String warmUp = Columns.decimal(load.warmUp().toMillis() / 1e3);
        String interval = Columns.decimal(load.pollInterval().toMillis() / 1e3);
        Both rate = alike
                ? new Both(
                        Columns.decimal(load.rate()) + " messages/s of ", "每秒 " + Columns.decimal(load.rate()) + " 条 ")
                : new Both("searching for the most messages/s of ", "寻找每秒最多能承受多少条 ");
        String size = Columns.bytes(load.size());
        String clients = Columns.whole(load.clients());
        return new Both(
                clients + " clients in " + load.rooms() + " rooms, " + rate.english() + size
                        + ", each transport for " + time + " s after " + warmUp + " s of warm-up; polling every "
                        + interval + " s. Latency runs from when a message was to be said to when a client heard it.",
                load.rooms() + " 个房间里的 " + clients + " 个客户端，" + rate.chinese() + size + " 的消息；每种方式预热 "
                        + warmUp + " 秒后测量 " + time + " 秒；每 " + interval
                        + " 秒轮询一次。延迟从消息应当发出的时刻算起，到客户端收到为止。");
    }

    private static String row(Figures run) {
        return Columns.ALL.stream()
                .map(column -> "<td>" + escaped(column.value().apply(run)) + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String remarks(List<Figures> runs) {
        return runs.stream()
                .flatMap(run -> Table.remarks(run).stream())
                .map(remark -> "<p>" + remark.html() + "</p>")
                .collect(Collectors.joining());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
