package org.parley.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.log.Bulletins;

/**
 * Bulletins by way of NATS, in numbered letters: by the number a node knows that it missed some of another's, or gets
 * one again.
 */
final class NatsBulletins implements Bulletins {
    /** Most letters of one turn. */
    private static final int AT_ONCE = 64;

    private final String node;
    private final Outbox outbox;
    private final NodeList nodes;
    private final Seal closing;
    private final Seal opening;
    private final Runnable wake;

    @GuardedBy("this")
    private @Nullable Listener listener;

    /** The newest letter of each node. */
    @GuardedBy("this")
    private final Map<String, Long> heard = new HashMap<>();

    /** Whether the listener knows that the present subscription listens. */
    private boolean told;

    /** Whether others are to be sent the number of the present letter, by which they see whether they miss any. */
    private boolean greets;

    /** The last letter's. */
    private long number;

    /** Letters are sealed with this key; {@code wake} has {@link #turn} called soon. */
    NatsBulletins(String node, NodeList nodes, byte[] key, Runnable wake) {
        this.node = node;
        this.outbox = new Outbox(node);
        this.nodes = nodes;
        this.closing = new Seal(key, "letter");
        this.opening = new Seal(key, "letter");
        this.wake = wake;
    }

    @Override
    public void listen(Listener whom) {
        synchronized (this) {
            listener = whom;
        }
        nodes.listen(this::present);
        wake.run();
    }

    @Override
    public void post(String topic, String text) {
        outbox.add(topic, text);
        wake.run();
    }

    @Override
    public synchronized void close() {
        listener = null;
    }

    private synchronized void present(Set<String> others) {
        heard.keySet().retainAll(others);
        if (listener != null) {
            listener.present(others);
        }
    }

    /** What came; on one thread. Answers whether it came from a node of this installation. */
    boolean heard(byte[] sealed) {
        return opening.open(sealed)
                .filter(message -> message.length >= Long.BYTES)
                .map(message -> {
                    String text = new String(message, Long.BYTES, message.length - Long.BYTES, UTF_8);
                    take(ByteBuffer.wrap(message).getLong(), Letter.parse(text));
                    return true;
                })
                .orElse(false);
    }

    private synchronized void take(long its, Letter letter) {
        Long before = heard.get(letter.node());
        if (listener == null || letter.node().equals(node) || (before != null && its <= before)) {
            return;
        }
        heard.put(letter.node(), its);
        for (Letter.Bulletin each : letter.bulletins()) {
            listener.told(letter.node(), each.topic(), each.text());
        }
        if (letter.incomplete() || (before != null && its > before + 1)) {
            listener.missed();
        }
    }

    /** Listening ended: how many letters are missed will not be known, but that some may be is told in any case. */
    synchronized void end() {
        heard.clear();
    }

    /** Listening begins: what was told before may have been missed. On the link's thread. */
    void begin() {
        told = false;
        greets = true;
    }

    /** Sends what waits, as far as that can be. On the link's thread. */
    void turn(Way way) {
        if (!told) {
            tellMissed();
        }
        if (greets && !way.send(sealed(node))) {
            return;
        }
        greets = false;
        List<String> letters = outbox.letters(AT_ONCE);
        while (!letters.isEmpty()) {
            int sent = 0;
            for (String letter : letters) {
                if (!way.send(sealed(letter))) {
                    outbox.sent(sent);
                    return;
                }
                sent++;
            }
            outbox.sent(sent);
            letters = outbox.letters(AT_ONCE);
        }
    }

    private synchronized void tellMissed() {
        if (listener != null) {
            told = true;
            listener.missed();
        }
    }

    private byte[] sealed(String letter) {
        byte[] text = letter.getBytes(UTF_8);
        byte[] message =
                Arrays.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(++number).array(), Long.BYTES + text.length);
        System.arraycopy(text, 0, message, Long.BYTES, text.length);
        return closing.close(message);
    }
}
