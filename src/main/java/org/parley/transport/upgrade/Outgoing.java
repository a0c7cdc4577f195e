package org.parley.transport.upgrade;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parley.rfc6455.Closing;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Violation;

/**
 * What one connection sends. Any thread may call: whoever does takes the monitor and writes what the peer takes, in
 * slices, never waiting; so the stream is touched by one thread at a time, and a frame is never cut by another.
 *
 * <pre>
 *   current (bytes, offset) ◀─ at a frame's end: a ping or pong, else the frame that was sent, else the Close frame
 * </pre>
 *
 * There is no queue but that of a few pongs: after {@link #send} said no, nothing else is to be sent until
 * {@link #possible} said yes.
 */
final class Outgoing {
    private static final int SLICE = 8192;

    /** How many pongs may wait: of a flood only the newest ones are answered (RFC 6455, section 5.5.3). */
    private static final int MOST_PONGS = 16;

    private static final byte[] NOTHING = new byte[0];

    private final ServletOutputStream out;

    @GuardedBy("this")
    private final Closing closing = new Closing();

    @GuardedBy("this")
    private byte[] current = NOTHING;

    @GuardedBy("this")
    private int offset;

    /** Pongs that wait, and a ping; null while there is none. */
    @GuardedBy("this")
    private @Nullable ArrayDeque<byte[]> controls;

    @GuardedBy("this")
    private byte @Nullable [] next;

    @GuardedBy("this")
    private byte @Nullable [] close;

    /** Whether the container allows a write: from its first call on, until the stream says that it is not ready. */
    @GuardedBy("this")
    private boolean possible;

    @GuardedBy("this")
    private boolean begun;

    @GuardedBy("this")
    private boolean unflushed;

    @GuardedBy("this")
    private long taken;

    /** Whether somebody waits to be told that a frame can be taken. */
    @GuardedBy("this")
    private boolean awaited = true;

    @GuardedBy("this")
    private boolean over;

    /** When the stream last took something, or was found to be able to. */
    @GuardedBy("this")
    private long lastTaken = System.nanoTime();

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
        if (!possible || controls != null || offset < current.length || !whole(frame)) {
            next = frame;
        }
        awaited = !drain();
        return !awaited || over;
    }

    /** Answers a ping; the newest ones if more came than could be answered yet. */
    synchronized void pong(byte[] payload) {
        control(Frames.pong(payload));
    }

    /** Asks the peer for a sign. */
    synchronized void ping() {
        control(Frames.ping(NOTHING));
    }

    @GuardedBy("this")
    private void control(byte[] frame) {
        if (!closing.maySend()) {
            return;
        } else if (controls == null) {
            controls = new ArrayDeque<>(2);
        } else if (controls.size() == MOST_PONGS) {
            controls.removeFirst();
        }
        controls.add(frame);
        drain();
    }

    /** For how long, in nanoseconds, the peer has taken nothing of what waits; 0 or less if nothing does. */
    synchronized long stalled(long now) {
        return possible || over ? 0 : now - lastTaken;
    }

    /** Whether the container has allowed a write yet. */
    synchronized boolean hasBegun() {
        return begun;
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

    /** Nothing is sent after what was: the peer ended TCP without a Close. */
    synchronized void finish() {
        closing.lost();
    }

    /** The peer's half of a close that has begun will not come. */
    synchronized void expectNoAnswer() {
        if (!closing.maySend()) {
            closing.lost();
        }
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
        begun = true;
        lastTaken = System.nanoTime();
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
                        && controls == null
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
        controls = null;
        next = null;
        close = null;
        return first;
    }

    /** How many bytes have left; while there is more, that grows as the peer reads. */
    synchronized long taken() {
        return taken;
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

    /** Writes a small frame, as most are, without a note of it: fewer fields of each connection are touched. */
    @GuardedBy("this")
    private boolean whole(byte[] frame) {
        if (frame.length > SLICE || !ready()) {
            return false;
        }
        try {
            write(frame, 0, frame.length);
        } catch (IOException | IllegalStateException e) {
            end();
        }
        return true;
    }

    @GuardedBy("this")
    private void write(byte[] bytes, int from, int count) throws IOException {
        // Undertow writes the whole of an array, whichever part it is told to.
        out.write(count == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + count), 0, count);
        taken += count;
        unflushed = true;
        lastTaken = System.nanoTime();
    }

    /**
     * Writes what there is as far as the peer takes it; answers whether it takes more. The stream is asked before each
     * write, in the thread that writes: Open Liberty allows it to no other.
     */
    @GuardedBy("this")
    private boolean drain() {
        try {
            boolean mayWrite = ready();
            while (hasMore() && mayWrite) {
                int count = Math.min(SLICE, current.length - offset);
                write(current, offset, count);
                offset += count;
                mayWrite = ready();
            }
            if (unflushed && mayWrite) {
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
        if (offset > 0) {
            current = NOTHING;
            offset = 0;
        }
        if (controls != null) {
            current = controls.remove();
            controls = controls.isEmpty() ? null : controls;
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
