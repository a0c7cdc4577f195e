package org.parley.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket frame (RFC 6455, section 5.2), written as clients must and read as strictly as clients should.
 *
 * @param last whether it is the last of its message
 * @param reserved the reserved bits as they stand in the first byte: {@link #RSV1}, or 0
 */
public record Frame(boolean last, int reserved, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** Says that the message is compressed, where permessage-deflate was agreed on (RFC 7692, section 6). */
    public static final int RSV1 = 0x40;

    private static final int SHORT = 126;
    private static final int LONG = 127;

    /** One without reserved bits. */
    public Frame(boolean last, int opcode, byte[] payload) {
        this(last, 0, opcode, payload);
    }

    public static Frame text(String text) {
        return new Frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame ping(String text) {
        return new Frame(true, PING, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame pong(byte[] payload) {
        return new Frame(true, PONG, payload);
    }

    public static Frame close(int code) {
        return new Frame(
                true, CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** As a client sends it: masked with a random key. */
    public byte[] masked() {
        byte[] key = new byte[4];
        ThreadLocalRandom.current().nextBytes(key);
        byte[] hidden = payload.clone();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= key[i % 4];
        }
        return Bytes.join(head(0x80), key, hidden);
    }

    /** As a client must not send it. */
    public byte[] unmasked() {
        return Bytes.join(head(0), payload);
    }

    private byte[] head(int mask) {
        int length = payload.length;
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) ((last ? 0x80 : 0) | reserved | opcode));
        if (length < SHORT) {
            head.put((byte) (mask | length));
        } else if (length < 0x10000) {
            head.put((byte) (mask | SHORT)).putShort((short) length);
        } else {
            head.put((byte) (mask | LONG)).putLong(length);
        }
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    /** Reads a frame from a server: unmasked, no reserved bits, the shortest length, control frames short and whole. */
    static Frame read(Incoming in) throws IOException {
        return read(in, 0);
    }

    /** The same, where an extension allows these bits at the beginning of a message. */
    static Frame read(Incoming in, int allowed) throws IOException {
        int first = in.octet();
        int second = in.octet();
        int opcode = first & 0x0f;
        boolean begins = opcode == TEXT || opcode == BINARY;
        must((first & 0x70 & ~(begins ? allowed : 0)) == 0, "reserved bits are set");
        must((second & 0x80) == 0, "a server's frame is masked");
        Frame frame = new Frame((first & 0x80) != 0, first & 0x70, opcode, in.take(length(in, second & 0x7f)));
        must(
                frame.opcode <= BINARY || (frame.opcode >= CLOSE && frame.opcode <= PONG),
                "reserved opcode " + frame.opcode);
        must(frame.opcode < CLOSE || (frame.last && frame.payload.length < SHORT), "a control frame is long or split");
        return frame;
    }

    private static int length(Incoming in, int announced) throws IOException {
        if (announced < SHORT) {
            return announced;
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.take(announced == SHORT ? 2 : 8));
        long length = announced == SHORT ? bytes.getShort() & 0xffff : bytes.getLong();
        must(length >= (announced == SHORT ? SHORT : 0x10000), "a length is not written in the shortest way");
        must(length <= Integer.MAX_VALUE / 2, "a frame of " + length + " bytes");
        return (int) length;
    }

    private static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new Broken("the server broke RFC 6455: " + otherwise);
        }
    }

    /** The server sent what is no frame. */
    public static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String how) {
            super(how);
        }
    }
}
