package org.parley.rfc6455;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * What one deflater sends, message after message.
 *
 * <p>Java's deflater always looks back over 32 KiB. For a smaller window it is told to forget, by a full flush,
 * whenever as many bytes as fit into the window have gone by; so nothing ever refers back further than that. Such a
 * flush costs five bytes.
 *
 * <p>Not thread-safe.
 */
final class DeflateStream implements AutoCloseable {
    /** zlib asks for more than six bytes of room, lest it repeats what ends a flush. */
    private static final int LEAST_ROOM = 16;

    private static final int LEFT_OUT = 4;

    /** Level 1 is more than twice as fast as 6, and what it makes a tenth longer. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    private final long window;
    private long sinceForgotten;
    private byte[] out = new byte[0];
    private int size;

    DeflateStream(int windowBits) {
        // For 15 bits it never has to forget.
        window = windowBits == Deflate.MOST_BITS ? Long.MAX_VALUE : 1L << windowBits;
    }

    /** A message, not empty, as a frame. */
    byte[] frame(Opcode opcode, byte[] bytes, int from, int count) {
        out = new byte[count / 2 + 4 * LEAST_ROOM];
        size = 0;
        int left = count;
        while (left > 0) {
            int piece = (int) Math.min(left, window - sinceForgotten);
            deflater.setInput(bytes, from + count - left, piece);
            left -= piece;
            sinceForgotten += piece;
            flush();
        }
        byte[] frame = Frames.compressed(opcode, out, size - LEFT_OUT);
        out = new byte[0];
        return frame;
    }

    @Override
    public void close() {
        deflater.end();
    }

    private void flush() {
        boolean forget = sinceForgotten >= window;
        sinceForgotten = forget ? 0 : sinceForgotten;
        drain(forget ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH);
    }

    private void drain(int flush) {
        do {
            if (out.length - size < LEAST_ROOM) {
                out = Arrays.copyOf(out, 2 * out.length);
            }
            size += deflater.deflate(out, size, out.length - size, flush);
        } while (size == out.length);
    }
}
