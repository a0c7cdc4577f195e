package org.parley.lab.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What can be tried at the hand-made WebSocket: what a client should do, and single mistakes. */
enum Attempt {
    RIGHT,
    FRAGMENTS,
    WRONG_KEY,
    WRONG_VERSION,
    NO_UPGRADE,
    NO_MASK,
    RESERVED_BIT,
    NOT_UTF8,
    LONG_PING;

    private static final String GREETING = "hello村长";
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int PING = 9;
    private static final int CLOSE = 8;

    /** The one of this name, as on the wire. */
    static Optional<Attempt> named(String name) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(name)).findFirst();
    }

    /** Its name on the wire, such as {@code wrong-key}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The head of the request, the empty line included. */
    String request(String host, String target) {
        byte[] random = new byte[this == WRONG_KEY ? 12 : 16];
        ThreadLocalRandom.current().nextBytes(random);
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + (this == NO_UPGRADE ? "" : "Upgrade: websocket\r\n")
                + "Connection: Upgrade\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(random) + "\r\nSec-WebSocket-Version: "
                + (this == WRONG_VERSION ? "12" : "13") + "\r\n\r\n";
    }

    /** What is sent after the 101. */
    List<byte[]> frames() {
        return switch (this) {
            case RIGHT -> List.of(frame(0x81, GREETING), close());
            case FRAGMENTS -> List.of(frame(0x01, "hello"), frame(0x89, "?"), frame(0x80, "村长"), close());
            case NO_MASK -> List.of(unmasked(0x81, GREETING));
            case RESERVED_BIT -> List.of(frame(0xC1, GREETING));
            case NOT_UTF8 -> List.of(masked(0x81, new byte[] {'h', 'e', (byte) 0xC0, (byte) 0xAF}));
            case LONG_PING -> List.of(frame(0x89, "x".repeat(126)));
            case WRONG_KEY, WRONG_VERSION, NO_UPGRADE -> List.of();
        };
    }

    /**
     * Whether a frame is answered: one that ends its message, a ping or a close; a mistake is answered with a Close.
     */
    static boolean isAnswered(byte[] frame) {
        int opcode = frame[0] & 0x0F;
        return (frame[0] & FIN) != 0 || opcode == PING || opcode == CLOSE;
    }

    private static byte[] close() {
        return masked(0x88, new byte[] {0x03, (byte) 0xE8}); // 1000
    }

    private static byte[] frame(int first, String text) {
        return masked(first, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] masked(int first, byte[] payload) {
        byte[] mask = {0x37, (byte) 0xFA, 0x21, 0x3D}; // that of the examples in RFC 6455, section 5.7
        byte[] bytes = payload.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % mask.length];
        }
        return join(header(first, payload.length, MASKED), mask, bytes);
    }

    private static byte[] unmasked(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return join(header(first, payload.length, 0), payload);
    }

    /** Of at most 65,535 bytes. */
    private static byte[] header(int first, int length, int masked) {
        return length < 126
                ? new byte[] {(byte) first, (byte) (masked | length)}
                : new byte[] {(byte) first, (byte) (masked | 126), (byte) (length >> 8), (byte) length};
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
