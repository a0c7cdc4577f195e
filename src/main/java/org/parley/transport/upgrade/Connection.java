package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.parley.http.Budget;
import org.parley.rfc6455.CloseCode;
import org.parley.rfc6455.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hand-made WebSocket, from the 101 on.
 *
 * <pre>
 *   OPEN ─ close() ──────────────▶ the peer's half is awaited ─ it came, or the deadline did ─▶ TCP ends
 *     ├─── the peer's Close ─────▶ answered ─ written, or the deadline came ──────────────────▶ TCP ends
 *     ├─── a broken rule ────────▶ told so ── written, or the deadline came ──────────────────▶ TCP ends
 *     └─── EOF, an error ─────────────────────────────────────────────────────────────────────▶ TCP ends
 * </pre>
 *
 * Reading belongs to the container's threads; whoever has something to say writes, one thread at a time
 * ({@code Outgoing}). TCP is ended within the container's own calls wherever one is due, and only at a deadline from
 * outside ({@link Connections}). {@link #send} and {@link #close} may be called from any thread and do not block.
 */
public final class Connection implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Time for a peer to read why it is refused while it still sends: an end of TCP would overtake that. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final WebConnection tcp;
    private final Connections all;
    private final Outgoing out;
    private final Incoming in;
    private final Conversation conversation;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean lingering;

    /** The code of the peer's Close, as long as it is not answered. */
    @GuardedBy("this")
    private OptionalInt unanswered = OptionalInt.empty();

    /** Takes a connection over; {@code begin} is called at once and says what to do with it. */
    Connection(WebConnection tcp, Connections all, Limits limits, Function<Connection, Conversation> begin)
            throws IOException {
        this.tcp = tcp;
        this.all = all;
        this.out = new Outgoing(tcp.getOutputStream());
        this.conversation = begin.apply(this);
        this.in = new Incoming(tcp.getInputStream(), this, conversation, out, limits);
    }

    /**
     * What one use of connections may cost.
     *
     * @param message the longest message, in bytes
     * @param partial all messages that have arrived in part, of all its connections together
     */
    public record Limits(int message, Budget partial) {}

    /** Lets the container call. */
    void open() throws IOException {
        all.add(this);
        // Some containers hold the 101 back until something is written.
        tcp.getOutputStream().flush();
        tcp.getInputStream().setReadListener(in);
        tcp.getOutputStream().setWriteListener(this);
    }

    /**
     * Takes a frame, wholly; answers whether it can take another one now. If not, none is to be sent until
     * {@link Conversation#writable} was called; nor before that was called for the first time. A connection that closes
     * takes frames and drops them.
     */
    public boolean send(byte[] frame) {
        boolean more = out.send(frame);
        if (out.isOver()) {
            all.drop(this);
        }
        return more;
    }

    /** Sends a Close frame after what was sent before, and waits for the peer's, but not long. */
    public void close(int code, String reason) {
        if (out.close(code, reason)) {
            expectEnd();
        }
    }

    /** Ends TCP, and does not care what the peer has read: what the deadlines do. From any thread. */
    void drop() {
        out.end();
        boolean done = TomcatSocket.disconnect(tcp);
        if (!done) {
            endTcp();
        }
        farewell();
    }

    /** The peer's half of a close, or the last of ours, has to come in time. */
    void expectEnd() {
        all.dropAfter(this, all.closeTimeout());
    }

    @Override
    public void onWritePossible() {
        if (out.possible()) {
            conversation.writable();
            answerClose();
        }
        settle();
    }

    /** The peer is gone, or a callback failed: nothing more can be said. */
    @Override
    public void onError(Throwable failure) {
        if (failure instanceof IOException) {
            LOG.debug("A connection ended: {}", failure.toString());
        } else {
            LOG.error("A connection met a fault", failure);
        }
        end();
    }

    /** Within a call of the container's: ends TCP if it is time. */
    void settle() {
        if (out.isFinished() && (!lingering || out.isOver())) {
            end();
        }
    }

    /** Within a call of the container's: ends TCP. */
    void end() {
        if (out.end()) {
            endTcp();
        }
        farewell();
    }

    /** The peer closed; it is answered when all else has been said. */
    void closed(int code) {
        expectEnd();
        synchronized (this) {
            unanswered = OptionalInt.of(code);
        }
        answerClose();
    }

    private synchronized void answerClose() {
        if (unanswered.isPresent() && !conversation.hasMore()) {
            out.answer(unanswered.getAsInt());
            unanswered = OptionalInt.empty();
        }
    }

    /** The peer broke a rule and was told so. */
    void broken(Violation violation) {
        boolean stillSending = violation == Violation.TOO_BIG;
        lingering = stillSending;
        all.dropAfter(this, stillSending ? LINGER : all.closeTimeout());
    }

    /** There is no memory for what the peer sends. */
    void overloaded() {
        out.giveUp(CloseCode.TRY_AGAIN_LATER, "too many messages have arrived in part");
        lingering = true;
        all.dropAfter(this, LINGER);
    }

    /** TCP has ended: all who had to do with it are told, once. */
    void farewell() {
        if (gone.compareAndSet(false, true)) {
            out.end();
            all.remove(this);
            in.release();
            conversation.gone();
        }
    }

    private void endTcp() {
        try {
            tcp.close();
        } catch (Exception e) {
            LOG.debug("A connection had ended already", e);
        }
    }
}
