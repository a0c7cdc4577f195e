package org.parley.lab.bench;

import java.util.List;
import java.util.Map;
import org.parley.lab.load.Figures;
import org.parley.wire.Json;

/** The figures as JSON, for programs: times in milliseconds, sizes in bytes. */
final class FiguresJson {
    private FiguresJson() {}

    static String text(List<Figures> runs) {
        return Json.text(runs.stream().map(FiguresJson::object).toList());
    }

    private static Map<String, Object> object(Figures run) {
        return Json.object(
                "transport", run.load().transport().wire(),
                "clients", run.there(),
                "rate", run.load().rate(),
                "rooms", run.load().rooms(),
                "size", run.load().size(),
                "expected", run.expected(),
                "lost", run.lost(),
                "repeated", run.repeated(),
                "reordered", run.reordered(),
                "unanswered", run.unanswered(),
                "reconnects", run.reconnects(),
                "troubles", run.troubles(),
                "latency", latency(run),
                "measured", run.measured(),
                "whole", run.whole(),
                "bytesPerUseful", Double.isNaN(run.bytesPerUseful()) ? null : run.bytesPerUseful(),
                "serverCpuSeconds",
                        run.server().map(taken -> taken.cpuSeconds()).orElse(null),
                "serverAllocated", run.server().map(taken -> taken.allocated()).orElse(null),
                "busy", run.busy());
    }

    private static Map<String, Object> latency(Figures run) {
        return Json.object("p50", run.millis(50), "p90", run.millis(90), "p99", run.millis(99), "max", run.millis(100));
    }
}
