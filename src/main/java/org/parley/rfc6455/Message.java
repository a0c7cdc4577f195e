package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;

/**
 * One complete text or binary message, unmasked and put together from its fragments. It belongs to whoever received it:
 * the decoder keeps no reference. The bytes of a text message are valid UTF-8, so they can be parsed as they are.
 */
public final class Message {
    private final byte[] array;
    private final int length;
    private final boolean compressed;

    Message(byte[] array, int length, boolean compressed) {
        this.array = array;
        this.length = length;
        this.compressed = compressed;
    }

    /**
     * The payload, from index 0 on; not a copy. Only the first {@link #length()} bytes count: the array of a message
     * that came in pieces or compressed may be longer, by up to as much again (at least 128).
     */
    public byte[] array() {
        return array;
    }

    /** Length of the payload in bytes, 0 to the limit given to the decoder. */
    public int length() {
        return length;
    }

    /** Whether it came compressed; the payload is not any more. */
    public boolean isCompressed() {
        return compressed;
    }

    /** The payload of a text message as a string. Makes a new one on each call. */
    public String text() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }
}
