package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.http.Budget;
import org.parley.rfc6455.CloseCode;
import org.parley.rfc6455.Deflate;
import org.parley.rfc6455.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hand-made WebSocket, from the 101 on.
 *
 * <pre>
 *   OPEN ─ close() ───────────▶ the peer's half is awaited ─ it came, or the deadline did ───▶ TCP ends
 *     ├─── the peer's Close ──▶ answered ─ written, or the deadline came ────────────────────▶ TCP ends
 *     ├─── a broken rule ─────▶ told so ── the peer did something, or a short deadline came ─▶ TCP ends
 *     └─── EOF, an error ────────────────────────────────────────────────────────────────────▶ TCP ends
 * </pre>
 *
 * Reading belongs to the container's threads; whoever has something to say writes, one thread at a time
 * ({@code Outgoing}). TCP is ended within the container's own calls wherever one is due, and only at a deadline from
 * outside ({@link Connections}). {@link #send}, {@link #pong} and {@link #close} may be called from any thread and do
 * not block.
 */
public final class Connection implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Time for a peer to read why it is refused while it still sends: an end of TCP would overtake that. */
    private static final Duration LINGER = Duration.ofMillis(500);

    /** Time for a peer that was told so to answer: its Close must not arrive after the end, which would be a reset. */
    private static final Duration REACTION = Duration.ofMillis(200);

    /** How often a container may tell of a failure; one that goes on would do so for as long as it runs. */
    private static final int CIRCLES = 16;

    private final WebConnection line;
    private final Tcp tcp;
    private final Connections all;
    private final @Nullable Deflate deflate;
    private final Outgoing out;
    private final Incoming in;
    private final Conversation conversation;
    private final Duration idle;
    private int failures;
    private long asked;
    private volatile boolean broken;

    /** Whether nothing more is read of the peer. */
    private volatile boolean deaf;

    private volatile boolean stillSending;

    /** What is to be said before the end, when the conversation has said all it had. */
    @GuardedBy("this")
    private @Nullable Runnable lastWord;

    /** Takes a connection over; {@code beginning} says at once what to do with it. */
    Connection(
            WebConnection line, Connections all, Limits limits, @Nullable Deflate deflate, Opening.Beginning beginning)
            throws IOException {
        this.line = line;
        this.tcp = new Tcp(line);
        this.all = all;
        this.deflate = deflate;
        ServletInputStream input = line.getInputStream();
        this.out = new Outgoing(line.getOutputStream());
        this.conversation = beginning.with(this);
        this.in = new Incoming(input, this, conversation, out, limits);
        Duration usual = all.deadlines().idle();
        this.idle = limits.silence().compareTo(usual) > 0 ? limits.silence() : usual;
    }

    /**
     * What a connection may cost.
     *
     * @param message the longest message, in bytes
     * @param partial where a message counts that has arrived in part
     * @param silence for how long it may be silent although others would have been asked for a sign; zero: as others
     */
    public record Limits(int message, Budget.Share partial, Duration silence) {
        /** One that may be silent for as long as all. */
        public Limits(int message, Budget.Share partial) {
            this(message, partial, Duration.ZERO);
        }
    }

    /** Lets the container call: first for writing, so that what came with the handshake can be answered at once. */
    void open() throws IOException {
        all.add(this);
        // Some containers hold the 101 back until something is written.
        line.getOutputStream().flush();
        line.getOutputStream().setWriteListener(new OutsideLocks(this, line.getOutputStream(), all::soon));
        line.getInputStream().setReadListener(in);
    }

    /** How messages may be compressed; null if they may not. */
    public @Nullable Deflate deflate() {
        return deflate;
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

    /** Answers a ping, at any time; of a flood that can't be written the newest ones are answered. */
    public void pong(byte[] payload) {
        out.pong(payload);
    }

    /** How many bytes have left; while there is more to send, that grows as the peer reads. */
    public long taken() {
        return out.taken();
    }

    /** Sends a Close frame after what was sent before, and waits for the peer's, but not long. */
    public void close(int code, String reason) {
        if (out.close(code, reason)) {
            expectEnd();
        }
    }

    /** Looks whether a deadline has come. By the timer. */
    void tick(long now) {
        Connections.Deadlines deadlines = all.deadlines();
        long heard = in.heard();
        long silence = now - heard;
        if (!out.hasBegun() && silence > deadlines.opening().toNanos()) {
            all.drop(this);
        } else if (silence > idle.toNanos() && asked != heard) {
            asked = heard;
            out.ping();
        } else if (silence > 2 * idle.toNanos()) {
            close(CloseCode.GOING_AWAY, "idle");
        }
        if (out.stalled(now) > deadlines.stall().toNanos()) {
            conversation.stalled();
        }
    }

    /** Ends TCP, and does not care what the peer has read: what the deadlines do. From any thread. */
    void drop() {
        endTcp().ifPresent(HiddenChannel::endInput);
    }

    /** The peer's half of a close, or the last of ours, has to come in time. */
    void expectEnd() {
        all.dropAfter(this, all.deadlines().closing());
    }

    @Override
    public void onWritePossible() {
        if (out.possible()) {
            conversation.writable();
            sayLastWord();
        }
        settle();
    }

    /**
     * The peer is gone, or a callback failed: nothing more can be said. A callback that meets a stream which a deadline
     * has just closed fails too, and that is no fault.
     */
    @Override
    public void onError(Throwable failure) {
        if (failure instanceof IOException || tcp.isClosed()) {
            LOG.debug("A connection ended: {}", failure.toString());
        } else {
            LOG.error("A connection met a fault", failure);
        }
        end();
        if (++failures > CIRCLES) {
            // Undertow tries to write what is left until it is written, and tells of each time that it is not.
            throw new IllegalStateException("the container tells of one failure again and again", failure);
        }
    }

    /** Within a call of the container's: ends TCP if it is time. */
    void settle() {
        if (out.isOver() || (out.isFinished() && (!broken || deaf))) {
            end();
        }
    }

    /**
     * Nothing more is read of the peer: it ended its half of TCP, or goes on when it should have ended. It hears what
     * is still to be said, the Close frame above all if a close is under way (RFC 6455, section 5.5.1), but not for
     * long.
     */
    void inputEnded() {
        deaf = true;
        if (isClosing()) {
            out.expectNoAnswer();
        } else {
            say(out::finish);
        }
        settle();
        if (!tcp.isClosed()) {
            expectEnd();
        }
    }

    private synchronized boolean isClosing() {
        return lastWord != null || !out.isOpen();
    }

    /** A peer that had been told which rule it broke did something, and does not go on sending. */
    void reacted() {
        if (broken && !stillSending) {
            end();
        }
    }

    /**
     * Ends TCP: within a call of the container's at once. A container that would rather read another request from it
     * (Open Liberty) does not.
     */
    void end() {
        endTcp().ifPresent(channel -> all.later(() -> HiddenChannel.endInput(channel), REACTION));
    }

    private Optional<NetworkChannel> endTcp() {
        out.end();
        Optional<NetworkChannel> channel = tcp.close();
        farewell();
        return channel;
    }

    /** The peer closed; it is answered when all else has been said. */
    void closed(int code) {
        conversation.closing(code);
        expectEnd();
        say(() -> out.answer(code));
    }

    /** The peer broke a rule; it is told so when what came before has been answered. */
    void broken(Violation violation) {
        conversation.closing(violation.code());
        broken = true;
        stillSending = violation == Violation.TOO_BIG;
        expectEnd();
        say(() -> {
            out.fail(violation);
            all.dropAfter(this, stillSending ? LINGER : REACTION);
        });
    }

    /** There is no memory for what the peer sends. */
    void overloaded() {
        broken = true;
        stillSending = true;
        out.giveUp(CloseCode.TRY_AGAIN_LATER, "too many messages have arrived in part");
        all.dropAfter(this, LINGER);
    }

    private synchronized void say(Runnable word) {
        lastWord = word;
        sayLastWord();
    }

    private synchronized void sayLastWord() {
        Runnable word = lastWord;
        if (word != null && !conversation.hasMore()) {
            lastWord = null;
            word.run();
        }
    }

    /** TCP has ended: all who had to do with it are told, once. */
    void farewell() {
        if (tcp.isNowGone()) {
            out.end();
            all.remove(this);
            in.release();
        }
    }
}
