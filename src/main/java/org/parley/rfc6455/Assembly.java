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
     * Adds what comes out of an inflater, as far as there is room, making some first if there is none. What came out
     * before a fault is added too, so that the caller can look at it: however the input is cut, it is the same.
     *
     * @param most the size that the whole payload can have: nothing is reserved beyond
     * @return whether the room was used up, so that there may be more to come out
     */
    boolean inflate(Inflater stream, int most) throws ViolationException {
        boolean full = size == most;
        if (!full && size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(LEAST, 2L * size)));
        }
        long before = stream.getBytesWritten();
        boolean good = full ? inflates(stream, new byte[1], 0) : inflates(stream, bytes, size);
        int more = (int) (stream.getBytesWritten() - before);
        Violation.TOO_BIG.unless(!full || more == 0);
        size += more;
        Violation.NOT_DEFLATED.unless(good);
        return !full && size == bytes.length;
    }

    /** Fills an array up from an index on; answers whether the input could be inflated so far. */
    private static boolean inflates(Inflater stream, byte[] room, int from) {
        try {
            stream.inflate(room, from, room.length - from);
            return true;
        } catch (DataFormatException e) {
            return false;
        }
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
