package org.parley.lab.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * One chat client of a run. Belongs to its worker's thread.
 *
 * <pre>
 *   new ── open ──▶ opening ── hello, or a first answer ──▶ there ── the line ended ──▶ opening (again, with its cursor)
 *                      └────── refused, or no answer ─────▶ away (turned away; it takes no part)
 * </pre>
 */
final class Client {
    private static final int PATIENCE = 5;

    final Worker worker;
    final Cast.Seat seat;
    final Ear ear;
    final Mouth mouth;
    final Trace trace;
    private @Nullable Line line;
    private @Nullable String cursor;
    private boolean there;
    private boolean away;
    private boolean leaving;
    private int failures;

    Client(Worker worker, Cast.Seat seat, Ear ear, Trace trace) {
        this.worker = worker;
        this.seat = seat;
        this.ear = ear;
        this.trace = trace;
        this.mouth = new Mouth(this, worker.script, worker.score);
    }

    /** Opens a line, at its cursor if it had one before. */
    void open() {
        try {
            line = worker.line(this);
        } catch (IOException e) {
            ended(String.valueOf(e.getMessage()));
        }
    }

    /** From where to read on; null at first. */
    @Nullable
    String cursor() {
        return cursor;
    }

    /** The line works: it said where it begins. */
    void arrived(String at) {
        cursor = at;
        failures = 0;
        if (!there) {
            there = true;
            worker.settled(this);
        }
        mouth.pump();
    }

    /** A batch came. */
    void batch(Bytes json, long now) {
        ear.batch(json, now);
        cursor = Ear.cursor(json);
    }

    /** A message of a socket or stream came. */
    void message(Bytes bytes) {
        long now = System.nanoTime();
        if (bytes.length > 15 && bytes.array[9] == 'b' && bytes.array[10] == 'a') { // {"type":"batch"
            batch(bytes, now);
            return;
        }
        JsonNode json = Json.read(bytes.copy());
        switch (json.path("type").asString("")) {
            case "hello" -> arrived(json.path("cursor").asString(""));
            case "ack" -> mouth.answered(json);
            case "error" -> failed(json);
            case "batch" -> batch(bytes, now);
            default -> {} // presence, personal state, a bye before the end
        }
    }

    private void failed(JsonNode error) {
        if (error.has("key")) {
            mouth.answered(error);
        } else {
            worker.score.trouble("refused " + error.path("code").asString("?"));
        }
    }

    /** The line ended, or could not be opened; says why in a few words. */
    void ended(String why) {
        if (leaving || away) {
            return;
        }
        if (line != null) {
            line.close();
            line = null;
        }
        mouth.lost();
        worker.score.trouble((there ? "ended: " : "turned away: ") + why);
        if (++failures > PATIENCE || !there) {
            away = true;
            worker.settled(this);
        } else {
            worker.score.reconnects.increment();
            long pause = ThreadLocalRandom.current().nextLong(100, 500);
            after(TimeUnit.MILLISECONDS.toNanos(pause), this::open);
        }
    }

    /** Whether it took part. */
    boolean wasThere() {
        return there;
    }

    int room(int flying) {
        return line == null || !there ? 0 : line.room(flying);
    }

    void say(List<byte[]> commands) {
        if (line != null) {
            line.say(commands);
        }
    }

    void acked(int n) {
        worker.acked(n);
    }

    /** Runs a task later, unless the client leaves before. */
    void after(long nanos, Runnable task) {
        worker.after(nanos, () -> {
            if (!leaving && !away) {
                task.run();
            }
        });
    }

    void leave() {
        leaving = true;
        if (line != null) {
            line.finish();
        }
    }

    void close() {
        leaving = true;
        if (line != null) {
            line.close();
        }
    }
}
