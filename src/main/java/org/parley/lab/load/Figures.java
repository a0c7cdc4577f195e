package org.parley.lab.load;

import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run came to. What says "measured" leaves the warm-up, opening and closing out; the rest speaks of the whole
 * run.
 *
 * @param load what was to be done
 * @param there clients that took part
 * @param measured counters of the measured time
 * @param whole counters of the whole run, from the first handshake to the last end of a connection
 * @param latencies nanoseconds from when a measured message was to be said until a client heard it: what the server, or
 *     this engine, was late with is in them (corrected for coordinated omission)
 * @param expected messages that were to be heard: each that was acknowledged, by each client of its room
 * @param lost those of them that were not
 * @param repeated messages that came again
 * @param reordered messages that came after a newer one
 * @param unanswered messages without an answer when the run ended
 * @param reconnects lines that were opened again
 * @param troubles what else went wrong, in a few words, and how often
 * @param server what the server took in the measured time, if it tells
 * @param busy share of its time that the busiest thread of this engine used its CPU in the measured time; over 0.8 the
 *     figures may be this engine's own
 */
public record Figures(
        Load load,
        int there,
        Counts measured,
        Counts whole,
        Histogram latencies,
        long expected,
        long lost,
        long repeated,
        long reordered,
        long unanswered,
        long reconnects,
        Map<String, Long> troubles,
        Optional<ServerCosts.Sample> server,
        double busy) {
    /** Milliseconds within which so many percent of the measured messages were heard. */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    /** Bytes in both directions for each byte of text that was heard, in the measured time; NaN when nothing was. */
    public double bytesPerUseful() {
        double useful = (double) measured.heard() * load.size();
        return useful == 0 ? Double.NaN : (measured.up() + measured.down()) / useful;
    }

    /** Whether every message that was acknowledged came to everybody, once and in order. */
    public boolean isPerfect() {
        return lost == 0 && repeated == 0 && reordered == 0 && unanswered == 0;
    }

    /** CPU seconds of the server for each message heard. */
    public Optional<Double> cpuPerMessage() {
        return server.map(taken -> taken.cpuSeconds() / measured.heard());
    }

    /** Bytes the server allocated for each message heard. */
    public Optional<Double> allocatedPerMessage() {
        return server.filter(taken -> taken.allocated() >= 0).map(taken -> taken.allocated() / measured.heard());
    }
}
