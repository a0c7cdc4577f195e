package org.parley.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Bytes as clients send them, and as they must not: frames with any first byte, any length and any key. */
final class Wire {
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final byte[] KEY = hex("37fa213d");

    private Wire() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** So many times the same. */
    static byte[] filled(int length, int octet) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }

    /** Bytes that look like noise, the same for the same length. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** ASCII text of this length, with some repetition in it. */
    static String words(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        for (int i = 0; text.length() < length; i++) {
            text.append("line ").append(i * 7919L % 1013).append(" of it\n");
        }
        return text.substring(0, length);
    }

    /** A masked frame with this first byte, its length in the shortest form. */
    static byte[] frame(int first, byte[] payload) {
        return frame(first, payload, KEY);
    }

    static byte[] frame(int first, byte[] payload, byte[] key) {
        return begun(first, payload.length, payload, key);
    }

    /** A frame that announces more than is sent of it. */
    static byte[] begun(int first, long announced, byte[] payload) {
        return begun(first, announced, payload, KEY);
    }

    private static byte[] begun(int first, long announced, byte[] payload, byte[] key) {
        return join(head(first, announced), key, masked(payload, key));
    }

    private static byte[] head(int first, long length) {
        if (length <= 125) {
            return new byte[] {(byte) first, (byte) (0x80 | length)};
        }
        return length <= 0xFFFF ? head(first, 126, length, 2) : head(first, 127, length, 8);
    }

    /** A head whose length stands in so many bytes behind the seven bits. */
    static byte[] head(int first, int seven, long length, int octets) {
        byte[] head = new byte[2 + octets];
        head[0] = (byte) first;
        head[1] = (byte) (0x80 | seven);
        for (int i = 0; i < octets; i++) {
            head[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
        }
        return head;
    }

    static byte[] masked(byte[] payload, byte[] key) {
        byte[] hidden = payload.clone();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= key[i % 4];
        }
        return hidden;
    }

    /** As a client must not send it. */
    static byte[] unmasked(int first, byte[] payload) {
        return join(new byte[] {(byte) first, (byte) payload.length}, payload);
    }

    static byte[] text(String text) {
        return frame(FIN | TEXT, utf8(text));
    }

    static byte[] binary(byte[] bytes) {
        return frame(FIN | BINARY, bytes);
    }

    static byte[] ping(String text) {
        return frame(FIN | PING, utf8(text));
    }

    static byte[] pong(String text) {
        return frame(FIN | PONG, utf8(text));
    }

    static byte[] close(int code, String reason) {
        return frame(FIN | CLOSE, closing(code, reason));
    }

    /** What a Close frame holds. */
    static byte[] closing(int code, String reason) {
        return join(new byte[] {(byte) (code >> 8), (byte) code}, utf8(reason));
    }

    /** A message in frames of at most so many bytes. */
    static byte[] fragments(int opcode, byte[] message, int most) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at == 0 || at < message.length; at += most) {
            int end = Math.min(message.length, at + most);
            int first = (at == 0 ? opcode : CONTINUATION) | (end == message.length ? FIN : 0);
            all.writeBytes(frame(first, Arrays.copyOfRange(message, at, end)));
        }
        return all.toByteArray();
    }
}
