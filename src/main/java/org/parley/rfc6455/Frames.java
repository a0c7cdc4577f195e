package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;

/**
 * Encodes what a server sends (RFC 6455, section 5): unfragmented frames that are never masked (section 5.1), each with
 * header and payload in one array, so that they leave in one write. Whoever sends one payload to many encodes a frame
 * once and shares it. Every array returned is new and the caller's.
 */
public final class Frames {
    /** The longest payload of a ping, pong or close, in bytes (section 5.5). */
    public static final int MOST_CONTROL = 125;

    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int MOST_REASON = MOST_CONTROL - 2;

    private Frames() {}

    /** A text message. The bytes must be UTF-8; that is not checked here. */
    public static byte[] text(byte[] bytes, int from, int count) {
        return frame(Opcode.TEXT, bytes, from, count);
    }

    /** A text message; unpaired surrogates become question marks. */
    public static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return frame(Opcode.TEXT, bytes, 0, bytes.length);
    }

    /** A binary message. */
    public static byte[] binary(byte[] bytes, int from, int count) {
        return frame(Opcode.BINARY, bytes, from, count);
    }

    /** What must stand before a text payload of so many bytes, for one that is already encoded: 2, 4 or 10 bytes. */
    public static byte[] textHeader(int length) {
        return start(Opcode.TEXT, length, 0);
    }

    /** What must stand before a binary payload of so many bytes: 2, 4 or 10 bytes. */
    public static byte[] binaryHeader(int length) {
        return start(Opcode.BINARY, length, 0);
    }

    /**
     * A ping.
     *
     * @throws IllegalArgumentException if the payload is longer than {@link #MOST_CONTROL}
     */
    public static byte[] ping(byte[] payload) {
        return control(Opcode.PING, payload);
    }

    /**
     * The answer to a ping with this payload.
     *
     * @throws IllegalArgumentException if the payload is longer than {@link #MOST_CONTROL}
     */
    public static byte[] pong(byte[] payload) {
        return control(Opcode.PONG, payload);
    }

    /** A Close frame that gives no code. */
    public static byte[] close() {
        return start(Opcode.CLOSE, 0, 0);
    }

    /**
     * A Close frame.
     *
     * @param code one that {@link CloseCode#maySend}
     * @param reason cut after the last character of which all fits into 123 bytes
     * @throws IllegalArgumentException if the code may not be sent
     */
    public static byte[] close(int code, String reason) {
        if (!CloseCode.maySend(code)) {
            throw new IllegalArgumentException("a Close frame may not carry " + code);
        }
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        int count = bytes.length <= MOST_REASON ? bytes.length : wholeCharacters(bytes, MOST_REASON);
        byte[] frame = start(Opcode.CLOSE, 2 + count, 2 + count);
        frame[2] = (byte) (code >> 8);
        frame[3] = (byte) code;
        System.arraycopy(bytes, 0, frame, 4, count);
        return frame;
    }

    /** A message whose payload is compressed (RFC 7692, section 6). */
    static byte[] compressed(Opcode opcode, byte[] payload, int count) {
        byte[] frame = frame(opcode, payload, 0, count);
        frame[0] |= (byte) COMPRESSED;
        return frame;
    }

    private static byte[] control(Opcode opcode, byte[] payload) {
        if (payload.length > MOST_CONTROL) {
            throw new IllegalArgumentException("a control frame can't carry " + payload.length + " bytes");
        }
        return frame(opcode, payload, 0, payload.length);
    }

    private static byte[] frame(Opcode opcode, byte[] bytes, int from, int count) {
        byte[] frame = start(opcode, count, count);
        System.arraycopy(bytes, from, frame, frame.length - count, count);
        return frame;
    }

    /** An array with the header of a frame at its start, in the shortest form, and so much room after it. */
    private static byte[] start(Opcode opcode, int length, int room) {
        int extra = length <= 125 ? 0 : length <= 0xFFFF ? 2 : 8;
        byte[] frame = new byte[Math.addExact(2 + extra, room)];
        frame[0] = (byte) (FIN | opcode.bits());
        frame[1] = (byte) (extra == 0 ? length : extra == 2 ? 126 : 127);
        for (int i = 0; i < extra; i++) {
            frame[2 + i] = (byte) ((long) length >>> (8 * (extra - 1 - i)));
        }
        return frame;
    }

    /** The most bytes, up to so many, that do not cut a character: no character begins with a byte 10xxxxxx. */
    private static int wholeCharacters(byte[] utf8, int most) {
        int count = most;
        while ((utf8[count] & 0xC0) == 0x80) {
            count--;
        }
        return count;
    }
}
