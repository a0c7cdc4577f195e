package org.parley.rfc6455;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A payload that arrives in pieces. It never holds more memory than twice what has arrived (or come out of an
 * inflater), so that a peer can't make the server reserve 64 KiB by the six bytes that announce them, and none at all
 * between payloads.
 *
 * <p>Not thread-safe.
 */
final class Assembly {
    private static final byte[] NOTHING = new byte[0];

    /** Where room for what comes out of an inflater begins: it doesn't say how much that will be. */
    private static final int LEAST = 128;

    private byte[] bytes = NOTHING;
    private int size;

    /** How many bytes have arrived. */
    int size() {
        return size;
    }

    /** How many bytes of memory are held: at most twice {@link #size()}, or {@link #LEAST}. */
    int held() {
        return bytes.length;
    }

    /** The bytes themselves, the first {@link #size()} of them valid; another array after the next append. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Adds a piece, unmasking it.
     *
     * @param key the masking key, as {@link Mask} takes it
     * @param done how many bytes of the piece's own frame came before it
     * @param most the size that the whole payload can have: nothing is reserved beyond
     */
    void append(byte[] source, int from, int count, int key, long done, int most) {
        int needed = size + count;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(needed, 2L * bytes.length)));
        }
        Mask.copy(key, done, source, from, bytes, size, count);
        size = needed;
    }

    /**
     * Adds what comes out of an inflater, as far as there is room, making some first if there is none.
     *
     * @param most the size that the whole payload can have: nothing is reserved beyond
     * @return whether the room was used up, so that there may be more to come out
     */
    boolean inflate(Inflater stream, int most) throws DataFormatException, ViolationException {
        if (size == most) {
            Violation.TOO_BIG.unless(stream.inflate(new byte[1]) == 0);
            return false;
        } else if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(LEAST, 2L * size)));
        }
        size += stream.inflate(bytes, size, bytes.length - size);
        return size == bytes.length;
    }

    /** Hands the payload over as a message and holds nothing more. */
    Message takeMessage(boolean compressed) {
        Message message = new Message(bytes, size, compressed);
        clear();
        return message;
    }

    /** Hands the payload over in an array of its exact length and holds nothing more. */
    byte[] takeBytes() {
        byte[] exact = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
        clear();
        return exact;
    }

    void clear() {
        bytes = NOTHING;
        size = 0;
    }
}
