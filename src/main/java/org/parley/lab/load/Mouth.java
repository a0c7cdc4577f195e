package org.parley.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What one client is to say, in order. What is refused for now ({@code rate-limited}, {@code unavailable}) stops what
 * stands behind it and is said again, as docs/protocol.md asks (Up); so is what was on its way when the connection
 * went. Belongs to one thread.
 */
final class Mouth {
    private final Client client;
    private final Script script;
    private final Score score;
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final TreeSet<Integer> flying = new TreeSet<>();
    private boolean paused;

    Mouth(Client client, Script script, Score score) {
        this.client = client;
        this.script = script;
        this.score = score;
    }

    /** It is time for a message. */
    void due(int n) {
        waiting.add(n);
        pump();
    }

    /** Says what may be said now. */
    void pump() {
        int room = client.room(flying.size());
        if (paused || room <= 0 || waiting.isEmpty()) {
            return;
        }
        List<byte[]> commands = new ArrayList<>();
        while (!waiting.isEmpty() && commands.size() < room) {
            Integer n = waiting.pollFirst();
            flying.add(n);
            commands.add(script.command(n));
        }
        client.say(commands);
    }

    /** The connection went: its answers will not come. */
    void lost() {
        waiting.addAll(flying);
        flying.clear();
    }

    /** An answer to one message; those of other keys are not ours. */
    void answered(JsonNode answer) {
        String key = answer.path("key").asString("");
        if (key.startsWith(script.run + "-")) {
            answered(Integer.parseInt(key.substring(script.run.length() + 1)), answer);
        }
    }

    /** All that is on its way got the same answer. */
    void allAnswered(JsonNode answer) {
        List.copyOf(flying).forEach(n -> answered(n, answer));
    }

    private void answered(int n, JsonNode answer) {
        if (!flying.remove(n)) {
            return;
        }
        String code = answer.path("code").asString("");
        if (code.isEmpty()) {
            client.acked(n); // first what is to be heard, then that all was said
            score.acked.increment();
        } else {
            score.trouble("refused " + code);
            if (code.equals("rate-limited") || code.equals("unavailable")) {
                waiting.add(n);
                pause(Math.max(50, answer.path("retry").asLong(250)));
            }
        }
        pump();
    }

    private void pause(long millis) {
        if (!paused) {
            paused = true;
            client.after(TimeUnit.MILLISECONDS.toNanos(millis), () -> {
                paused = false;
                pump();
            });
        }
    }

    /** Whether nothing is left to say or to be answered. */
    boolean isDone() {
        return waiting.isEmpty() && flying.isEmpty();
    }
}
