package org.parley.rfc6455;

import org.jspecify.annotations.Nullable;

/**
 * Makes the frames of compressed messages (RFC 7692, section 7.2.1). Where a message may refer back to the one before,
 * messages must be sent in the order in which they were compressed, and all of them.
 *
 * <p>With takeover: one object for each connection, which holds {@link #MEMORY} bytes outside of the heap from its
 * first message until it is closed, and is not thread-safe. Without: nothing is held between messages, any threads may
 * share it, and the frames may go to any connection that agreed on such a window or a larger one.
 */
public final class Compressor implements AutoCloseable {
    /** About what zlib reserves to compress, in bytes: its state, a window of 32 KiB twice, and tables. */
    public static final int MEMORY = 268 * 1024;

    /** Section 7.2.3.6: what is left of an empty block without compression. */
    private static final byte[] NOTHING = {0x00};

    private final boolean takeover;
    private final int windowBits;
    private @Nullable DeflateStream kept;
    private boolean closed;

    /**
     * Compresses as a server agreed to.
     *
     * @param takeover {@link Deflate#serverTakeover}
     * @param windowBits {@link Deflate#serverWindowBits}, 8 to 15
     */
    public Compressor(boolean takeover, int windowBits) {
        this.takeover = takeover;
        this.windowBits = windowBits;
    }

    /** A text message. The bytes must be UTF-8; that is not checked here. */
    public byte[] text(byte[] bytes, int from, int count) {
        return frame(Opcode.TEXT, bytes, from, count);
    }

    /** A binary message. */
    public byte[] binary(byte[] bytes, int from, int count) {
        return frame(Opcode.BINARY, bytes, from, count);
    }

    /** Gives back what is held; it is of no use afterwards. May be called again. */
    @Override
    public void close() {
        closed = true;
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    private byte[] frame(Opcode opcode, byte[] bytes, int from, int count) {
        if (count == 0) {
            return Frames.compressed(opcode, NOTHING, NOTHING.length);
        } else if (takeover) {
            return stream().frame(opcode, bytes, from, count);
        }
        try (DeflateStream once = new DeflateStream(windowBits)) {
            return once.frame(opcode, bytes, from, count);
        }
    }

    private DeflateStream stream() {
        if (closed) {
            throw new IllegalStateException("the compressor is closed");
        } else if (kept == null) {
            kept = new DeflateStream(windowBits);
        }
        return kept;
    }
}
