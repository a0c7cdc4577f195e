package org.parley.cluster;

import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.parley.log.Doorbell;
import org.parley.log.Ring;

/**
 * Rings by way of NATS, with the events of the batch. A ring that is too large for NATS says only how far the log has
 * come; one that can't be told at once is dropped, since everybody looks each second, and reads what is missing.
 */
final class NatsDoorbell implements Doorbell {
    /** Rings that wait to be sent; more are dropped. */
    private static final int MOST_WAITING = 256;

    private final LinkedBlockingQueue<Ring> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Seal closing;
    private final Seal opening;
    private final Runnable wake;
    private volatile @Nullable Listener listener;

    /** Whether the listener knows that the present subscription listens. */
    private boolean told;

    /** Rings are sealed with this key; {@code wake} has {@link #turn} called soon. */
    NatsDoorbell(byte[] key, Runnable wake) {
        this.closing = new Seal(key, "ring");
        this.opening = new Seal(key, "ring");
        this.wake = wake;
    }

    @Override
    public void listen(Listener whom) {
        listener = whom;
        wake.run();
    }

    @Override
    public void ring(Ring ring) {
        if (waiting.offer(ring)) {
            wake.run();
        }
    }

    @Override
    public void close() {
        listener = null;
    }

    /** What came; on one thread. Answers whether it came from a node of this installation. */
    boolean heard(byte[] sealed) {
        Listener whom = listener;
        return opening.open(sealed)
                .map(bytes -> {
                    if (whom != null) {
                        RingForm.read(bytes).ifPresent(whom::rung);
                    }
                    return true;
                })
                .orElse(false);
    }

    /** Listening begins: what was rung before may have been missed, and what waits is old. On the link's thread. */
    void begin() {
        told = false;
    }

    /** Sends what waits. On the link's thread. */
    void turn(Way way) {
        Listener whom = listener;
        if (whom != null && !told) {
            told = true;
            whom.missed();
        }
        for (Ring ring = waiting.poll(); ring != null; ring = waiting.poll()) {
            if (!way.send(sealed(ring, way.mostBytes()))) {
                waiting.clear();
            }
        }
    }

    /** Nobody can be told just now. */
    void drop() {
        waiting.clear();
    }

    private byte[] sealed(Ring ring, long most) {
        byte[] all = closing.close(RingForm.write(ring));
        return all.length <= most ? all : closing.close(RingForm.write(Ring.at(ring.head())));
    }
}
