package org.parley.lab.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.wire.Json;

/** What the search for capacity found, as a part of the page: a sentence for each transport, and each rate tried. */
final class CapacityPage {
    private static final Both TITLE = new Both("The highest load that holds", "可承受的最高负载");
    private static final Both STEPS = new Both("What was tried", "尝试过的速率");
    private static final Both HELD = new Both("held", "可以承受");
    private static final List<Both> HEAD = List.of(
            new Both("transport", "传输方式"),
            new Both("messages/s", "消息/秒"),
            new Both("p99 ms", "p99 毫秒"),
            new Both("what came of it", "结果"));

    private CapacityPage() {}

    /** Nothing if no capacity was searched for. */
    static String html(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "";
        }
        return "<section id=\"capacity\"><h2>" + TITLE.html() + "</h2><p>"
                + bounds(verdicts.get(0).bounds()).html() + "</p><ul class=\"verdicts\">"
                + verdicts.stream()
                        .map(verdict -> "<li class=\"" + (verdict.best().isPresent() ? "held" : "broke") + "\">"
                                + verdict.text().html() + "</li>")
                        .collect(Collectors.joining())
                + "</ul><h3>" + STEPS.html() + "</h3><div class=\"wide\"><table><thead><tr>"
                + HEAD.stream().map(head -> "<th>" + head.html() + "</th>").collect(Collectors.joining())
                + "</tr></thead><tbody>"
                + verdicts.stream()
                        .flatMap(verdict -> verdict.steps().stream())
                        .map(CapacityPage::row)
                        .collect(Collectors.joining())
                + "</tbody></table></div></section>";
    }

    private static Both bounds(Bounds bounds) {
        return new Both(
                "The bounds: all clients come in, nothing is lost, repeated, reordered, refused or unanswered, and the"
                        + " 99th percentile of latency is within " + bounds.bound() + ".",
                "界限：所有客户端都能接入，没有丢失、重复、乱序、拒绝或无应答，且延迟的第 99 百分位不超过 " + bounds.bound() + "。");
    }

    private static String row(Step step) {
        return "<tr><td>" + Report.escaped(step.run().load().transport().wire()) + "</td><td>"
                + Columns.decimal(step.rate()) + "</td><td>"
                + Columns.decimal(step.run().millis(99)) + "</td><td>"
                + step.broken().orElse(HELD).html() + "</td></tr>";
    }

    /** The same for programs. */
    static String json(List<Verdict> verdicts) {
        return Json.text(verdicts.stream().map(CapacityPage::object).toList());
    }

    private static Map<String, Object> object(Verdict verdict) {
        return Json.object(
                "transport", verdict.load().transport().wire(),
                "p99", verdict.bounds().p99(),
                "rate", verdict.best().map(best -> best.load().rate()).orElse(null),
                "verdict", verdict.text().english(),
                "steps", verdict.steps().stream().map(CapacityPage::object).toList());
    }

    private static Map<String, Object> object(Step step) {
        return Json.object(
                "rate", step.rate(),
                "p99", step.run().millis(99),
                "broken", step.broken().map(Both::english).orElse(null));
    }
}
