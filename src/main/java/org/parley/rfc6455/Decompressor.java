package org.parley.rfc6455;

import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the compressed messages of one connection as they arrive (RFC 7692, section 7.2.2).
 *
 * <pre>
 *   IDLE ─ take() ─▶ WITHIN a message ─ take() …  finish() ─▶ IDLE
 * </pre>
 *
 * Each message has an inflater of its own, which may refer back to the {@link Window} where the client keeps its own
 * from message to message; so between messages no native memory is held, and each message can be asked to be whole: it
 * must end where a block does.
 *
 * <p>Not thread-safe. To be {@link #clear}ed at the end, as an inflater's memory is not the collector's.
 */
final class Decompressor {
    /** About what zlib reserves to inflate: its state and a window of 32 KiB. */
    static final int INFLATER = 40 * 1024;

    /** Section 7.2.1, item 3: what a sender leaves out at the end of each message. */
    private static final byte[] LEFT_OUT = {0x00, 0x00, (byte) 0xFF, (byte) 0xFF};

    /** A last block that holds nothing. It ends the stream only if it stands where a block may begin. */
    private static final byte[] LAST_BLOCK = {0x03, 0x00};

    private final int limit;
    private final @Nullable Window window;
    private @Nullable Inflater inflater;
    private boolean ended;

    /** For messages of at most {@code limit} bytes, inflated, that are compressed as agreed. */
    Decompressor(Deflate agreed, int limit) {
        this.limit = limit;
        this.window = agreed.clientTakeover() ? new Window(agreed.clientWindowBits()) : null;
    }

    /**
     * Takes the next bytes of a message, and adds what they inflate to; of spoiled ones, what came before the fault.
     */
    void take(byte[] piece, Assembly message) throws ViolationException {
        int left = piece.length;
        while (left > 0) {
            Inflater stream = stream(message);
            stream.setInput(piece, piece.length - left, left);
            inflate(stream, message);
            left = stream.getRemaining();
        }
    }

    /** The message has arrived as a whole. */
    void finish(Assembly message) throws ViolationException {
        if (!ended) {
            take(LEFT_OUT, message);
            int size = message.size();
            take(LAST_BLOCK, message);
            Violation.NOT_DEFLATED.unless(ended && message.size() == size);
        }
        if (window != null) {
            window.add(message.bytes(), message.size());
        }
        end();
    }

    /** How many bytes of memory it holds. */
    int held() {
        return (inflater == null ? 0 : INFLATER) + (window == null ? 0 : window.held());
    }

    /** Lets go of everything. */
    void clear() {
        end();
        if (window != null) {
            window.clear();
        }
    }

    /** Where the next bytes go. A block that says it is the last (section 7.2.3.4) is followed by a new stream. */
    private Inflater stream(Assembly message) {
        Inflater stream = inflater;
        if (stream == null) {
            stream = inflater = new Inflater(true);
            prime(stream, message);
        } else if (ended) {
            stream.reset();
            prime(stream, message);
        }
        ended = false;
        return stream;
    }

    private void prime(Inflater stream, Assembly message) {
        if (window != null) {
            window.prime(stream);
        }
        int most = 1 << Deflate.MOST_BITS;
        int from = Math.max(0, message.size() - most);
        stream.setDictionary(message.bytes(), from, message.size() - from);
    }

    /** Inflates all that the input gives; memory is reserved for what has come out, and up to the limit. */
    private void inflate(Inflater stream, Assembly message) throws ViolationException {
        boolean more = true;
        while (more) {
            more = message.inflate(stream, limit);
        }
        ended = stream.finished();
    }

    private void end() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
        ended = false;
    }
}
