package org.parley.rfc6455;

import java.util.Arrays;
import java.util.zip.Inflater;

/**
 * The newest bytes that a sender of compressed messages may refer back to (RFC 7692, section 7.2.3.2): a ring, which
 * grows with what is added to it up to the window agreed on.
 *
 * <p>Not thread-safe.
 */
final class Window {
    private static final byte[] NOTHING = new byte[0];

    private final int most;
    private byte[] ring = NOTHING;
    private int next;
    private boolean full;

    /** An empty window of 2 to the power of {@code bits} bytes. */
    Window(int bits) {
        most = 1 << bits;
    }

    /** Adds the first bytes of an array; older ones leave. */
    void add(byte[] bytes, int count) {
        int kept = Math.min(count, most);
        grow(next + kept);
        int first = Math.min(kept, ring.length - next);
        System.arraycopy(bytes, count - kept, ring, next, first);
        System.arraycopy(bytes, count - kept + first, ring, 0, kept - first);
        next += kept;
        if (next >= most) {
            next -= most;
            full = true;
        }
    }

    /** Lets an inflater refer back to all of it. */
    void prime(Inflater inflater) {
        if (full) {
            inflater.setDictionary(ring, next, ring.length - next);
        }
        inflater.setDictionary(ring, 0, next);
    }

    /** How many bytes of memory it holds. */
    int held() {
        return ring.length;
    }

    void clear() {
        ring = NOTHING;
        next = 0;
        full = false;
    }

    private void grow(int needed) {
        if (needed > ring.length && ring.length < most) {
            ring = Arrays.copyOf(ring, Math.min(most, Math.max(needed, 2 * ring.length)));
        }
    }
}
