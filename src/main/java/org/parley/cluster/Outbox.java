package org.parley.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.parley.log.Bulletins;

/**
 * Bulletins that wait to be sent, put together into letters that a notification can carry. Bounded: what comes when it
 * is full is lost, and that is said. Thread-safe; one thread sends.
 */
final class Outbox {
    /** A notification of PostgreSQL carries less than 8000 bytes. */
    private static final int LETTER = 7999;

    private static final int MOST_LETTERS = 1024;

    private final String node;

    @GuardedBy("this")
    private final Deque<StringBuilder> letters = new ArrayDeque<>();

    /** Bytes of the last letter. */
    @GuardedBy("this")
    private int bytes;

    /** How many of the first letters were handed out and may be on their way: nothing is added to them. */
    @GuardedBy("this")
    private int handedOut;

    @GuardedBy("this")
    private boolean lost;

    Outbox(String node) {
        this.node = node;
    }

    synchronized void add(String topic, String text) {
        String line = "\n" + topic + ' ' + text;
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        if (length > Bulletins.LONGEST + topic.length() + 2) {
            throw new IllegalArgumentException("a bulletin of " + length + " bytes");
        }
        if (letters.size() == handedOut || bytes + length > LETTER) {
            if (letters.size() >= MOST_LETTERS) {
                lost = true;
                return;
            }
            begin();
        }
        letters.getLast().append(line);
        bytes += length;
    }

    @GuardedBy("this")
    private void begin() {
        letters.add(new StringBuilder(node));
        bytes = node.length();
    }

    /** The first letters, at most so many. They stay until they are {@link #sent}. */
    synchronized List<String> letters(int most) {
        if (lost && letters.size() < most) {
            begin();
            letters.getLast().append('\n').append(Letter.LOST);
            lost = false;
        }
        handedOut = Math.min(most, letters.size());
        return letters.stream().limit(most).map(StringBuilder::toString).toList();
    }

    /** So many of the first letters went out. */
    synchronized void sent(int count) {
        for (int i = 0; i < count; i++) {
            letters.remove();
        }
        handedOut = 0;
    }
}
