package org.parley.rfc6455;

import java.util.Arrays;
import java.util.Random;

/** Small damage to bytes at random places: lost, doubled, replaced, or a bit turned. */
final class Spoiling {
    private final Random random;

    Spoiling(Random random) {
        this.random = random;
    }

    /** Spoils a copy in one to four places. */
    byte[] spoil(byte[] good) {
        byte[] bytes = good;
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] middle = Arrays.copyOfRange(bytes, at, end);
        byte[] tail = Arrays.copyOfRange(bytes, end, bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.join(head, tail, new byte[1]);
            case 1 -> Bytes.join(head, middle, middle, tail);
            case 2 -> Bytes.join(head, noise(end - at), tail);
            default -> turned(bytes, at, random.nextInt(8));
        };
    }

    private static byte[] turned(byte[] bytes, int at, int bit) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) (1 << bit);
        return other;
    }

    byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
