package org.parley.rfc6455;

import java.util.Arrays;

/**
 * A client's side of compression by the letter of RFC 1951, in code of the tests' own: it minds how far back a message
 * refers, which the JDK's inflater can't be told. Slow and simple.
 */
final class Inflating {
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final boolean takeover;
    private final int window;
    private byte[] out = new byte[0];
    private int size;
    private int floor;
    private byte[] in = new byte[0];
    private long bit;

    Inflating(boolean takeover, int window) {
        this.takeover = takeover;
        this.window = window;
    }

    /** The payload of a server's compressed frame, inflated. */
    byte[] message(byte[] frame) {
        int header = frame[1] == 126 ? 4 : frame[1] == 127 ? 10 : 2;
        in = Bytes.join(Arrays.copyOfRange(frame, header, frame.length), Bytes.hex("0000ffff"));
        bit = 0;
        floor = takeover ? floor : size;
        int start = size;
        while (bit < 8L * in.length) {
            block();
        }
        return Arrays.copyOfRange(out, start, size);
    }

    private void block() {
        bits(1);
        switch (bits(2)) {
            case 0 -> stored();
            case 1 -> compressed(fixed(), lengths(30, 5));
            case 2 -> dynamic();
            default -> throw new IllegalStateException("a block of no known type");
        }
    }

    private void stored() {
        bit = (bit + 7) / 8 * 8;
        int length = bits(16);
        if (length != (bits(16) ^ 0xFFFF)) {
            throw new IllegalStateException("the complement of " + length);
        }
        for (int i = 0; i < length; i++) {
            put(bits(8));
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int[] order = new int[19];
        for (int i = bits(4) + 4, j = 0; j < i; j++) {
            order[CODE_LENGTH_ORDER[j]] = bits(3);
        }
        int[] all = new int[literals + distances];
        for (int i = 0; i < all.length; ) {
            int symbol = symbol(order);
            int value = symbol < 16 ? symbol : symbol == 16 ? all[i - 1] : 0;
            int times = symbol < 16 ? 1 : symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
            Arrays.fill(all, i, i + times, value);
            i += times;
        }
        compressed(Arrays.copyOf(all, literals), Arrays.copyOfRange(all, literals, all.length));
    }

    private void compressed(int[] literals, int[] distances) {
        for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
            if (symbol < 256) {
                put(symbol);
            } else {
                copy(length(symbol), distance(symbol(distances)));
            }
        }
    }

    private int length(int symbol) {
        int extra = symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4;
        int base = symbol == 285 ? 258 : symbol < 265 ? symbol - 254 : 3 + (4 + (symbol - 261) % 4 << extra);
        return base + bits(extra);
    }

    private int distance(int symbol) {
        int extra = symbol < 4 ? 0 : symbol / 2 - 1;
        int base = symbol < 4 ? symbol + 1 : 1 + (2 + symbol % 2 << extra);
        return base + bits(extra);
    }

    private void copy(int length, int distance) {
        if (distance > window || distance > size - floor) {
            throw new IllegalStateException(distance + " bytes back, where a window has " + window);
        }
        for (int i = 0; i < length; i++) {
            put(out[size - distance]);
        }
    }

    private void put(int octet) {
        out = size < out.length ? out : Arrays.copyOf(out, 2 * size + 64);
        out[size++] = (byte) octet;
    }

    /** The next symbol of a canonical Huffman code with these lengths. */
    private int symbol(int[] lengths) {
        int code = 0;
        int first = 0;
        for (int length = 1; length < 16; length++) {
            code = code << 1 | bits(1);
            int count = 0;
            for (int i = 0; i < lengths.length; i++) {
                if (lengths[i] == length && code - first == count++) {
                    return i;
                }
            }
            first = first + count << 1;
        }
        throw new IllegalStateException("no such code");
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= (in[(int) (bit / 8)] >> (int) (bit % 8) & 1) << i;
        }
        return value;
    }

    private static int[] fixed() {
        int[] lengths = lengths(288, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        return lengths;
    }

    private static int[] lengths(int count, int length) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, length);
        return lengths;
    }
}
