package org.parley.rfc6455;

import static org.parley.rfc6455.Bytes.clientFrame;
import static org.parley.rfc6455.Bytes.utf8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * What a well-behaved client might send over the life of a connection, and what has to be told about it: messages of
 * both kinds and all length classes, fragmented anywhere, with control frames in between.
 */
final class Session {
    private static final String[] WORDS = {"a", "hello", "村长", "ä", "😀", "parley ".repeat(20), "\u0000", "\uFFFF"};
    private static final int[] LENGTHS = {0, 1, 7, 8, 125, 126, 127, 300};
    private static final int[] LONG_LENGTHS = {65535, 65536, 70000};

    private final Random random;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private Session(Random random) {
        this.random = random;
    }

    static Session random(long seed, int messages) {
        Session session = new Session(new Random(seed));
        for (int i = 0; i < messages; i++) {
            session.message();
        }
        if (session.random.nextBoolean()) {
            session.frame(0x88, Bytes.join(Bytes.hex("03e9"), utf8("bye")));
            session.told.add("closed 1001 bye");
        }
        return session;
    }

    byte[] bytes() {
        return Bytes.join(frames);
    }

    List<String> told() {
        return told;
    }

    /** These bytes in pieces of these sizes, over and over until all are cut. */
    static byte[][] cut(byte[] bytes, List<Integer> sizes) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0, i = 0; at < bytes.length; i++) {
            int next = Math.min(bytes.length, at + sizes.get(i % sizes.size()));
            pieces.add(Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        return pieces.toArray(new byte[0][]);
    }

    private void message() {
        controls();
        if (random.nextBoolean()) {
            String text = WORDS[random.nextInt(WORDS.length)].repeat(random.nextInt(4));
            fragments(0x1, utf8(text));
            told.add("text " + text);
        } else {
            byte[] payload = new byte[length()];
            random.nextBytes(payload);
            fragments(0x2, payload);
            told.add("binary " + HexFormat.of().formatHex(payload));
        }
    }

    private int length() {
        return random.nextInt(20) == 0
                ? LONG_LENGTHS[random.nextInt(LONG_LENGTHS.length)]
                : LENGTHS[random.nextInt(LENGTHS.length)];
    }

    private void fragments(int opcode, byte[] payload) {
        int next = opcode;
        int at = 0;
        while (random.nextInt(3) == 0) {
            int end = at + random.nextInt(payload.length - at + 1);
            frame(next, Arrays.copyOfRange(payload, at, end));
            controls();
            at = end;
            next = 0;
        }
        frame(0x80 + next, Arrays.copyOfRange(payload, at, payload.length));
    }

    private void controls() {
        while (random.nextInt(4) == 0) {
            byte[] payload = new byte[random.nextInt(126)];
            random.nextBytes(payload);
            boolean ping = random.nextBoolean();
            frame(ping ? 0x89 : 0x8A, payload);
            told.add((ping ? "ping " : "pong ") + HexFormat.of().formatHex(payload));
        }
    }

    private void frame(int firstByte, byte[] payload) {
        byte[] key = new byte[4];
        random.nextBytes(key);
        frames.add(clientFrame(firstByte, payload, key));
    }
}
