package org.parley.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.HdrHistogram.Histogram;

/**
 * What one client has heard of a run. It looks for the few names it needs instead of reading the JSON: a quotation mark
 * within a JSON string is escaped, so {@code "key":"} can't stand in one. Belongs to one thread.
 */
final class Ear {
    private static final byte[] CURSOR = bytes("\"cursor\":\"");
    private static final byte[] ID = bytes("\"id\":");
    private static final byte[] NOTHING = bytes("\"events\":[]");
    private static final byte[] MORE = bytes("\"more\":true");

    private final Script script;
    private final Score score;
    private final Histogram latencies;
    private final BitSet heard = new BitSet();
    private long last;

    /** Records latencies, in nanoseconds, of what is measured. */
    Ear(Script script, Score score, Histogram latencies) {
        this.script = script;
        this.score = score;
        this.latencies = latencies;
    }

    /** Takes a batch that came at a moment of {@link System#nanoTime}. */
    void batch(Bytes json, long now) {
        int at = json.indexOf(script.marker, 0);
        while (at >= 0) {
            int n = (int) json.number(at + script.marker.length);
            int id = json.lastIndexOf(ID, at);
            hear(n, id < 0 ? 0 : json.number(id + ID.length), now);
            at = json.indexOf(script.marker, at + script.marker.length);
        }
    }

    private void hear(int n, long id, long now) {
        if (heard.get(n)) {
            score.repeated.increment();
            return;
        }
        if (id <= last) {
            score.reordered.increment();
        }
        last = Math.max(last, id);
        heard.set(n);
        score.heard.increment();
        if (script.isMeasured(n)) {
            latencies.recordValue(Math.max(0, Math.min(now - script.due(n), latencies.getHighestTrackableValue())));
        }
    }

    boolean has(int n) {
        return heard.get(n);
    }

    /** How far a batch has read. */
    static String cursor(Bytes json) {
        int at = json.indexOf(CURSOR, 0) + CURSOR.length;
        int end = at;
        while (end < json.length && json.array[end] != '"') {
            end++;
        }
        return json.text(at, end);
    }

    static boolean isEmpty(Bytes json) {
        return json.indexOf(NOTHING, 0) >= 0;
    }

    static boolean hasMore(Bytes json) {
        return json.indexOf(MORE, 0) >= 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
