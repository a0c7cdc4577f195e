package org.parley.lab;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Optional;
import org.parley.lab.handshake.Recording;
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
    private static final int MOST_PONGS = 64;

    private final Connection connection;
    private final Echoes echoes;
    private final EchoFrames frames;
    private final boolean recorded;

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

    /** How many answers to pings have joined those that wait, since none did. */
    @GuardedBy("this")
    private int pongs;

    @GuardedBy("this")
    private boolean gone;

    EchoConversation(Connection connection, Echoes echoes, byte[] suffix) {
        this(connection, echoes, suffix, Optional.empty());
    }

    /** One that tells its peer of all bytes, if it has a beginning: a frame about how it opened. */
    EchoConversation(Connection connection, Echoes echoes, byte[] suffix, Optional<byte[]> recording) {
        this.connection = connection;
        this.echoes = echoes;
        this.frames = new EchoFrames(connection.deflate(), suffix, echoes);
        this.recorded = recording.isPresent();
        recording.ifPresent(this::send);
    }

    @Override
    public void heard(byte[] bytes, int count) {
        if (recorded) {
            send(Recording.received(bytes, count));
        }
    }

    @Override
    public void text(Message message) {
        answer(frames.text(message));
    }

    @Override
    public void binary(Message message) {
        answer(frames.binary(message));
    }

    /** An answer like others, in its place; of a flood, which finds too many of them waiting, the newest are given. */
    @Override
    public synchronized void ping(byte[] payload) {
        if (!recorded && (waiting.isEmpty() || pongs == MOST_PONGS)) {
            connection.pong(payload);
        } else {
            pongs++;
            answer(Frames.pong(payload));
        }
    }

    private synchronized void answer(byte[] frame) {
        if (recorded) {
            send(Recording.sent(frame));
        }
        send(frame);
    }

    private synchronized void send(byte[] frame) {
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
        hold(-writing);
        writing = 0;
        while (ready && !waiting.isEmpty()) {
            byte[] frame = waiting.remove();
            hold(-frame.length);
            write(frame);
        }
        pongs = waiting.isEmpty() ? 0 : pongs;
    }

    @Override
    public synchronized boolean hasMore() {
        return !waiting.isEmpty();
    }

    @GuardedBy("this")
    private void write(byte[] frame) {
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

    @Override
    public void stalled() {
        connection.close(CloseCode.POLICY, "does not read");
    }

    @Override
    public void gone() {
        synchronized (this) {
            waiting.clear();
            hold(-held);
            gone = true;
        }
        frames.close();
        echoes.leave();
    }
}
