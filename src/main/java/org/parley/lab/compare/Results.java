package org.parley.lab.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Counts;
import org.parley.lab.load.Figures;
import org.parley.wire.Json;

/** What a transport cost, as JSON: times in milliseconds, sizes in bytes, CPU in microseconds. */
final class Results {
    private Results() {}

    static Map<String, Object> json(Figures run, List<List<Map<String, Object>>> strands) {
        Counts measured = run.measured();
        return Json.object(
                "transport", run.load().transport().wire(),
                "people", run.there(),
                "seconds", measured.seconds(),
                "delivered", run.latencies().getTotalCount(),
                "heard", measured.heard(),
                "requests", measured.requests(),
                "empty", measured.empty(),
                "up", measured.up(),
                "down", measured.down(),
                "bytesPerUseful", finite(run.bytesPerUseful()),
                "connections", measured.connections(),
                "cpu", finite(run.cpuPerMessage().map(seconds -> seconds * 1e6)),
                "allocated", finite(run.allocatedPerMessage()),
                "latency", latency(run),
                "curve", curve(run),
                "expected", run.expected(),
                "lost", run.lost(),
                "repeated", run.repeated(),
                "reordered", run.reordered(),
                "unanswered", run.unanswered(),
                "reconnects", run.reconnects(),
                "troubles", run.troubles(),
                "busy", run.busy(),
                "strands", strands);
    }

    private static Map<String, Object> latency(Figures run) {
        return Json.object("p50", run.millis(50), "p90", run.millis(90), "p99", run.millis(99), "max", run.millis(100));
    }

    /** Within how many milliseconds 0, 1, 2 … 100 of 100 messages were heard. */
    private static List<Double> curve(Figures run) {
        return IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> run.millis(percent))
                .toList();
    }

    private static @Nullable Object finite(Optional<Double> value) {
        return finite(value.orElse(Double.NaN));
    }

    /** Null where there is no such number: JSON knows none that is not one. */
    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
