package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.parley.rfc6455.Closing;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Violation;

/**
 * What one connection sends. Any thread may call: whoever does takes the monitor and writes what the peer takes, in
 * slices, never waiting; so the stream is touched by one thread at a time, and a frame is never cut by another.
 *
 * <pre>
 *   current (bytes, offset) ◀─ at a frame's end: the newest pong, else the frame that was sent, else the Close frame
 * </pre>
 *
 * There is no queue: after {@link #send} said no, nothing else is to be sent until {@link #possible} said yes.
 */
final class Outgoing {
    private static final int SLICE = 8192;
    private static final byte[] NOTHING = new byte[0];

    private final ServletOutputStream out;

    @GuardedBy("this")
    private final Closing closing = new Closing();

    @GuardedBy("this")
    private byte[] current = NOTHING;

    @GuardedBy("this")
    private int offset;

    @GuardedBy("this")
    private byte @Nullable [] pong;

    @GuardedBy("this")
    private byte @Nullable [] next;

    @GuardedBy("this")
    private byte @Nullable [] close;

    /** Whether the container allows a write: from its first call on, until the stream says that it is not ready. */
    @GuardedBy("this")
    private boolean possible;

    @GuardedBy("this")
    private boolean unflushed;

    /** Whether somebody waits to be told that a frame can be taken. */
    @GuardedBy("this")
    private boolean awaited = true;

    @GuardedBy("this")
    private boolean over;

    Outgoing(ServletOutputStream out) {
        this.out = out;
    }

    /** Takes a frame, wholly; answers whether it can take another one now. After a close frames are dropped. */
    synchronized boolean send(byte[] frame) {
        if (!closing.maySend()) {
            return true;
        } else if (awaited) {
            throw new IllegalStateException("the last frame is still being written");
        }
        next = frame;
        awaited = !drain();
        return !awaited || over;
    }

    /** Answers a ping. Of several that could not be answered yet only the newest is (RFC 6455, section 5.5.3). */
    synchronized void pong(byte[] payload) {
        if (closing.maySend()) {
            pong = Frames.pong(payload);
            drain();
        }
    }

    /** Begins to close; answers whether nobody did before. */
    synchronized boolean close(int code, String reason) {
        return last(closing.start(code, reason));
    }

    /** Closes without waiting for the peer's half; answers whether a Close frame was still to be sent. */
    synchronized boolean giveUp(int code, String reason) {
        byte[] frame = closing.start(code, reason);
        closing.lost();
        return last(frame);
    }

    /** The peer closed: says the same, once. */
    synchronized void answer(int code) {
        last(closing.received(code));
    }

    /** The peer broke a rule: says which. */
    synchronized void fail(Violation violation) {
        last(closing.failed(violation));
    }

    /** Whether no close has begun. */
    synchronized boolean isOpen() {
        return closing.maySend();
    }

    /**
     * The container says that a write is possible; answers whether somebody waits to be told that a frame can be taken.
     */
    synchronized boolean possible() {
        possible = true;
        boolean tell = drain() && awaited && closing.maySend();
        awaited &= !tell;
        return tell;
    }

    /** Whether both sides are done and all of it has left: TCP is to end. */
    synchronized boolean isFinished() {
        return over
                || (closing.isDone()
                        && possible
                        && !unflushed
                        && offset == current.length
                        && next == null
                        && close == null);
    }

    /** Touches the stream never again; answers whether that is new. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        possible = false;
        closing.lost();
        current = NOTHING;
        offset = 0;
        pong = null;
        next = null;
        close = null;
        return first;
    }

    /** Whether the stream failed or was given up. */
    synchronized boolean isOver() {
        return over;
    }

    @GuardedBy("this")
    private boolean last(byte[] frame) {
        if (frame.length > 0) {
            close = frame;
            drain();
        }
        return frame.length > 0;
    }

    /** Writes what there is as far as the peer takes it; answers whether it takes more. */
    @GuardedBy("this")
    private boolean drain() {
        try {
            while (hasMore() && ready()) {
                int count = Math.min(SLICE, current.length - offset);
                out.write(current, offset, count);
                offset += count;
                unflushed = true;
            }
            if (unflushed && ready()) {
                out.flush();
                unflushed = false;
                ready();
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
        return possible;
    }

    @GuardedBy("this")
    private boolean hasMore() {
        if (offset < current.length) {
            return true;
        }
        current = NOTHING;
        offset = 0;
        if (pong != null) {
            current = pong;
            pong = null;
        } else if (next != null) {
            current = next;
            next = null;
        } else if (close != null) {
            current = close;
            close = null;
        }
        return current.length > 0;
    }

    @GuardedBy("this")
    private boolean ready() {
        possible = possible && out.isReady();
        return possible;
    }
}
