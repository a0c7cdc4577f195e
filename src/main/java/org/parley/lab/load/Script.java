package org.parley.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.parley.wire.Json;

/**
 * What is said in a run, when and where. Message n goes to room n modulo the rooms, and is due at {@link #due} whether
 * the server keeps up or not. Its key holds the run and n, so that it is known again in acks and events. Immutable but
 * for the start, which is set before anything is due.
 */
final class Script {
    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    final Load load;
    final Cast cast;
    final String run = random();
    final byte[] marker;
    private final String text;
    private volatile long start = Long.MAX_VALUE;

    Script(Load load, Cast cast) {
        this.load = load;
        this.cast = cast;
        this.marker = ("\"key\":\"" + run + "-").getBytes(StandardCharsets.US_ASCII);
        this.text = "parley ".repeat(load.size() / 7 + 1).substring(0, load.size() - 1) + ".";
    }

    /** The clock of the run begins at this moment of {@link System#nanoTime}. */
    void begin(long nanos) {
        start = nanos;
    }

    boolean hasBegun() {
        return start != Long.MAX_VALUE;
    }

    long due(int n) {
        return start + (long) (n / load.rate() * 1e9);
    }

    int room(int n) {
        return n % cast.rooms().size();
    }

    boolean isMeasured(int n) {
        return n >= load.warmMessages();
    }

    /** The command that says message n. */
    byte[] command(int n) {
        return Json.bytes(Json.object(
                "type", "post", "key", run + "-" + n, "room", cast.rooms().get(room(n)), "text", text));
    }

    /** 80 random bits, as keys need them. */
    private static String random() {
        StringBuilder random = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            random.append(LETTERS[ThreadLocalRandom.current().nextInt(LETTERS.length)]);
        }
        return random.toString();
    }
}
