package org.parley.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.RawWebSocket;

/** A thread that sends refused commands without end and reads none of the answers. */
final class Flood implements AutoCloseable {
    private static final Duration STANDSTILL = Duration.ofMillis(500);

    private final RawWebSocket socket;
    private final Deadline patience = Deadline.usual();
    private final AtomicLong lastProgress = new AtomicLong(System.nanoTime());
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread = new Thread(this::send, "flood");

    Flood(RawWebSocket socket) {
        this.socket = socket;
        thread.setDaemon(true);
        thread.start();
    }

    private void send() {
        try {
            while (true) {
                socket.sendText(Commands.keyed("nonsense").toString());
                sent.incrementAndGet();
                lastProgress.set(System.nanoTime());
            }
        } catch (IOException e) {
            // The server has ended the line: it is held back, too.
        }
    }

    /** True once the server takes no more, or has ended the line; fails when it goes on and on. */
    boolean isHeldBack() {
        if (patience.passed()) {
            throw new AssertionError("the server took " + sent + " commands whose answers nobody reads");
        }
        boolean ended = !thread.isAlive();
        return ended || System.nanoTime() - lastProgress.get() > STANDSTILL.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.vanish();
    }
}
