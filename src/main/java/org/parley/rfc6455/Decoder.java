package org.parley.rfc6455;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what a client sends over one connection (RFC 6455, sections 5 to 8): bytes in, cut anywhere, and calls of a
 * {@link Receiver} out. How the bytes are cut makes no difference to the calls: of several rules that a message breaks
 * the one is told that its bytes break first, be they the bytes that arrive or those that come out of an inflater.
 *
 * <pre>
 *          header complete, length checked
 *         ┌────────────────────────────────▶
 *   HEADER                                   PAYLOAD ─┐ some of it: unmasked, inflated, appended, text checked
 *         ◀────────────────────────────────┘       ◀──┘
 *     │    all of it: message, ping or pong    │
 *     │                                        │
 *     └──▶ STOPPED ◀───────────────────────────┘
 *          a broken rule, a Close frame, stop(): whatever else arrives is not looked at
 * </pre>
 *
 * A message is put together in memory of which at most twice the bytes that have arrived (or were inflated) is
 * reserved; between messages nothing is held but a few numbers, and the window if the client may refer back to it.
 * Lengths are checked before anything is reserved.
 *
 * <p>To be {@link #stop}ped when the connection ends: an inflater may hold memory that is not the collector's.
 *
 * <p>One object for each connection. Not thread-safe: calls must not overlap, and must not be made from within a
 * receiver's method, except {@link #stop()}, {@link #buffered()} and {@link #isStopped()}.
 */
public final class Decoder {
    private final Receiver receiver;
    private final int limit;
    private final FrameHeader header;
    private final @Nullable Decompressor decompressor;
    private final Assembly message = new Assembly();
    private final Assembly control = new Assembly();
    private long left;
    private long announced;
    private int utf8 = Utf8.COMPLETE;
    private boolean stopped;

    private interface Inflating {
        void into(Assembly all) throws ViolationException;
    }

    /**
     * Begins with the first byte after the handshake.
     *
     * @param limit the longest message in bytes, over all its fragments and inflated, at least 0; a longer one fails
     *     the connection with {@link Violation#TOO_BIG} as soon as a header announces it, or more comes out of the
     *     inflater
     * @param agreed how messages may be compressed; null if they may not
     */
    public Decoder(int limit, @Nullable Deflate agreed, Receiver receiver) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit is negative: " + limit);
        }
        this.limit = limit;
        this.receiver = receiver;
        this.header = new FrameHeader(agreed != null);
        this.decompressor = agreed == null ? null : new Decompressor(agreed, limit);
    }

    /** The same, for messages that may not be compressed. */
    public Decoder(int limit, Receiver receiver) {
        this(limit, null, receiver);
    }

    /**
     * Takes the next bytes that arrived; the array may be used again afterwards. What breaks the protocol is told to
     * the receiver, not thrown. What the receiver throws passes through and stops the decoder.
     */
    public void receive(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        try {
            decode(bytes, from, from + count);
        } catch (ViolationException e) {
            stop();
            receiver.failed(e.violation());
        } catch (RuntimeException | Error e) {
            // The rest of these bytes is lost, so what arrives next would be read from the middle of a frame.
            stop();
            throw e;
        }
    }

    /**
     * How many bytes of memory are held for what has only arrived in part: at most twice what has arrived of a message,
     * or was inflated, and 40 KiB if it is compressed; between messages 0, or the window that the client may refer back
     * to. For bounding all connections together ({@link CloseCode#TRY_AGAIN_LATER}).
     */
    public int buffered() {
        return message.held() + control.held() + (decompressor == null ? 0 : decompressor.held());
    }

    /** Looks at nothing more and lets go of what is held. May be called at any time, also by the receiver. */
    public void stop() {
        stopped = true;
        message.clear();
        control.clear();
        if (decompressor != null) {
            decompressor.clear();
        }
    }

    /** Whether a Close frame came, a rule was broken or {@link #stop()} was called. */
    public boolean isStopped() {
        return stopped;
    }

    private void decode(byte[] bytes, int from, int to) throws ViolationException {
        int at = from;
        while (at < to && !stopped) {
            if (header.isComplete()) {
                at = payload(bytes, at, to);
            } else if (header.take(bytes[at++] & 0xFF)) {
                beginFrame();
            }
        }
    }

    private void beginFrame() throws ViolationException {
        if (!header.isControl()) {
            // Compared by subtraction: a fragment may announce up to 2^63 - 1 bytes, and the sum must not overflow.
            Violation.TOO_BIG.unless(header.length() <= mostOnTheWire() - announced);
            announced += header.length();
        }
        left = header.length();
        if (left == 0) {
            endFrame();
        }
    }

    /** What is compressed badly grows, but not to twice its size: who sends more than that sends empty blocks. */
    private long mostOnTheWire() {
        return header.isCompressed() ? 2L * limit + 1024 : limit;
    }

    private int payload(byte[] bytes, int from, int to) throws ViolationException {
        int count = (int) Math.min(left, to - from);
        long done = header.length() - left;
        if (header.isControl()) {
            control.append(bytes, from, count, header.mask(), done, (int) header.length());
        } else if (decompressor != null && header.isCompressed()) {
            Decompressor stream = decompressor;
            byte[] piece = Mask.unmasked(header.mask(), done, bytes, from, count);
            inflate(all -> stream.take(piece, all));
        } else {
            int most = header.isLast() ? message.size() + (int) left : limit;
            message.append(bytes, from, count, header.mask(), done, most);
            checkText(message.size() - count);
        }
        left -= count;
        if (left == 0) {
            endFrame();
        }
        return from + count;
    }

    /** A step of a decompressor: what came out before a fault may hold another one, which is then the first. */
    private void inflate(Inflating step) throws ViolationException {
        int before = message.size();
        try {
            step.into(message);
        } finally {
            checkText(before);
        }
    }

    /** Section 8.1, strictly: text fails at the first byte that can't be, not when its message is complete. */
    private void checkText(int from) throws ViolationException {
        if (header.kind() == Opcode.TEXT) {
            utf8 = Utf8.check(utf8, message.bytes(), from, message.size());
            Violation.TEXT_NOT_UTF8.unless(utf8 != Utf8.INVALID);
        }
    }

    private void endFrame() throws ViolationException {
        header.next();
        switch (header.opcode()) {
            case PING -> receiver.ping(control.takeBytes());
            case PONG -> receiver.pong(control.takeBytes());
            case CLOSE -> close();
            default -> endData();
        }
    }

    private void endData() throws ViolationException {
        if (!header.isLast()) {
            return;
        }
        announced = 0;
        if (decompressor != null && header.isCompressed()) {
            inflate(decompressor::finish);
        }
        if (header.kind() == Opcode.BINARY) {
            receiver.binary(message.takeMessage(header.isCompressed()));
            return;
        }
        Violation.TEXT_NOT_UTF8.unless(utf8 == Utf8.COMPLETE);
        receiver.text(message.takeMessage(header.isCompressed()));
    }

    /** Section 5.5.1: nothing follows a Close frame. */
    private void close() throws ViolationException {
        ClosePayload payload = ClosePayload.parse(control.takeBytes());
        stop();
        receiver.closed(payload.code(), payload.reason());
    }
}
