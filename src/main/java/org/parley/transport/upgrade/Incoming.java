package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.parley.http.Budget;
import org.parley.rfc6455.Decoder;
import org.parley.rfc6455.Message;
import org.parley.rfc6455.Receiver;
import org.parley.rfc6455.Violation;

/**
 * What one connection receives. Belongs to the container's threads, which never call it concurrently; all of it happens
 * within their call.
 */
final class Incoming implements ReadListener, Receiver {
    private static final int SEGMENT = 8192;

    /** What a peer may still send, besides a message, while the connection closes; whoever goes on never reads. */
    private static final int AFTERWARDS = 256 * 1024;

    private final ServletInputStream in;
    private final Connection connection;
    private final Conversation conversation;
    private final Outgoing out;
    private final Budget.Share partial;
    private final Decoder decoder;
    private int patience;
    private volatile long heard = System.nanoTime();

    /** Whether a call of the container's is reading. */
    @GuardedBy("this")
    private boolean reading;

    @GuardedBy("this")
    private boolean released;

    Incoming(
            ServletInputStream in,
            Connection connection,
            Conversation conversation,
            Outgoing out,
            Connection.Limits limits) {
        this.in = in;
        this.connection = connection;
        this.conversation = conversation;
        this.out = out;
        this.partial = limits.partial();
        this.patience = limits.message() + AFTERWARDS;
        this.decoder = new Decoder(limits.message(), connection.deflate(), this);
    }

    /** Reads all there is: a container says so again only after it was told that there was no more. */
    @Override
    public void onDataAvailable() throws IOException {
        if (!enter()) {
            connection.end();
            return;
        }
        try {
            read(out.isFinished());
        } finally {
            leave();
        }
    }

    /**
     * Ends TCP, if it is time, when all there was is read, but before the container was asked for more: with the next
     * call in its hands a container may tell of the peer's end while we end, and each end would wait for the other.
     */
    private void read(boolean allSaid) throws IOException {
        byte[] segment = new byte[SEGMENT];
        while (!out.isOver()) {
            if (!in.isReady()) {
                return;
            }
            int count = in.read(segment);
            patience -= out.isOpen() ? 0 : count;
            if (count < 0 || patience < 0) {
                connection.inputEnded();
                return;
            }
            receive(segment, count);
            if (allSaid && count < SEGMENT) {
                connection.reacted();
            }
            connection.settle();
        }
        connection.end();
    }

    private synchronized boolean enter() {
        reading = !released;
        return reading;
    }

    private void leave() {
        synchronized (this) {
            reading = false;
            if (!released) {
                return;
            }
        }
        letGo();
    }

    /** When the peer last sent something, by {@link System#nanoTime}. */
    long heard() {
        return heard;
    }

    @Override
    public void onAllDataRead() {
        connection.inputEnded();
    }

    /**
     * The peer is gone, or a callback failed; that the peer only ended its half some containers tell in this way too.
     */
    @Override
    public void onError(Throwable failure) {
        if (failure instanceof EOFException) {
            connection.inputEnded();
        } else {
            connection.onError(failure);
        }
    }

    private void receive(byte[] segment, int count) {
        heard = System.nanoTime();
        conversation.heard(segment, count);
        decoder.receive(segment, 0, count);
        if (!partial.hold(decoder.buffered())) {
            decoder.stop();
            partial.hold(0);
            connection.overloaded();
        }
    }

    /**
     * The connection has ended: nothing is held any more, and the conversation is told. From any thread; if another one
     * is just reading, it does so when it has done that.
     */
    void release() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
            if (reading) {
                return;
            }
        }
        letGo();
    }

    private void letGo() {
        decoder.stop();
        partial.release();
        conversation.gone();
    }

    @Override
    public void text(Message message) {
        if (out.isOpen()) {
            conversation.text(message);
        }
    }

    @Override
    public void binary(Message message) {
        if (out.isOpen()) {
            conversation.binary(message);
        }
    }

    @Override
    public void ping(byte[] payload) {
        if (out.isOpen()) {
            conversation.ping(payload);
        }
    }

    @Override
    public void pong(byte[] payload) {
        // Nobody asked for it (RFC 6455, section 5.5.3).
    }

    @Override
    public void closed(int code, String reason) {
        connection.closed(code);
    }

    @Override
    public void failed(Violation violation) {
        connection.broken(violation);
    }
}
