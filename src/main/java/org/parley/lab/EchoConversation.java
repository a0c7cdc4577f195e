package org.parley.lab;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.parley.rfc6455.CloseCode;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Message;
import org.parley.transport.upgrade.Connection;
import org.parley.transport.upgrade.Conversation;

/**
 * An echo over the hand-made WebSocket. A container goes on handing over what comes, so answers wait here while the
 * peer does not read; when too much of them does, the connection is closed.
 */
final class EchoConversation implements Conversation {
    private final Connection connection;
    private final Echoes echoes;
    private final byte[] suffix;
    private volatile long heard = System.nanoTime();

    @GuardedBy("this")
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(1);

    /** Bytes of answers that have not left, the one being written included. */
    @GuardedBy("this")
    private long held;

    /** Bytes of the answer that the connection has taken but not yet written. */
    @GuardedBy("this")
    private int writing;

    @GuardedBy("this")
    private boolean ready;

    /** When the connection last became or was found ready. */
    @GuardedBy("this")
    private long taken = heard;

    @GuardedBy("this")
    private boolean asked;

    @GuardedBy("this")
    private boolean gone;

    EchoConversation(Connection connection, Echoes echoes, byte[] suffix) {
        this.connection = connection;
        this.echoes = echoes;
        this.suffix = suffix;
        echoes.watch(this);
    }

    @Override
    public void heard() {
        heard = System.nanoTime();
    }

    @Override
    public void text(Message message) {
        if (suffix.length == 0) {
            answer(Frames.text(message.array(), 0, message.length()));
            return;
        }
        byte[] both = Arrays.copyOf(message.array(), message.length() + suffix.length);
        System.arraycopy(suffix, 0, both, message.length(), suffix.length);
        answer(Frames.text(both, 0, both.length));
    }

    @Override
    public void binary(Message message) {
        answer(Frames.binary(message.array(), 0, message.length()));
    }

    private synchronized void answer(byte[] frame) {
        if (ready) {
            write(frame);
        } else if ((held > 0 && held + frame.length > echoes.share()) || !hold(frame.length)) {
            connection.close(CloseCode.TRY_AGAIN_LATER, "too many answers wait");
        } else {
            waiting.add(frame);
        }
    }

    @Override
    public synchronized void writable() {
        ready = true;
        taken = System.nanoTime();
        hold(-writing);
        writing = 0;
        while (ready && !waiting.isEmpty()) {
            byte[] frame = waiting.remove();
            hold(-frame.length);
            write(frame);
        }
    }

    @Override
    public synchronized boolean hasMore() {
        return !waiting.isEmpty();
    }

    @GuardedBy("this")
    private void write(byte[] frame) {
        taken = System.nanoTime();
        ready = connection.send(frame);
        if (!ready) {
            writing = frame.length;
            hold(writing);
        }
    }

    @GuardedBy("this")
    private boolean hold(long bytes) {
        if (gone) {
            return false;
        }
        held += bytes;
        return echoes.buffered().change(bytes);
    }

    /** Asks an idle peer for a sign, and gives up one that gives none or does not read. */
    void tick(long now) {
        if (now - heard > 2 * echoes.limits().idle().toNanos()) {
            connection.close(CloseCode.GOING_AWAY, "idle");
        } else if (stalls(now)) {
            connection.close(CloseCode.POLICY, "does not read");
        }
    }

    private synchronized boolean stalls(long now) {
        boolean idle = now - heard > echoes.limits().idle().toNanos();
        if (idle && !asked && ready) {
            write(Frames.ping(new byte[0]));
        }
        asked = idle;
        return !ready && now - taken > echoes.limits().stall().toNanos();
    }

    @Override
    public void gone() {
        synchronized (this) {
            waiting.clear();
            hold(-held);
            gone = true;
        }
        echoes.forget(this);
        echoes.leave();
    }
}
