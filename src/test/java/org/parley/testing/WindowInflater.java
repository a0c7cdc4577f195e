package org.parley.testing;

import java.util.Arrays;

/**
 * Inflates DEFLATE blocks (RFC 1951) as a client with a small window does: what refers further back than its window is
 * a fault, where the JDK's inflater always allows 32 KiB. It is made to be strict and short, not fast.
 */
final class WindowInflater {
    private static final int MOST_BITS = 15;
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final int window;
    private byte[] in = {};
    private int bit;
    private byte[] out = new byte[1024];
    private int size;

    /** Allows references of at most so many bytes. */
    WindowInflater(int window) {
        this.window = window;
    }

    /** Inflates whole blocks, up to their end; {@code history} is what was inflated before and may be referred to. */
    byte[] inflate(byte[] blocks, byte[] history) {
        in = blocks;
        bit = 0;
        out = Arrays.copyOf(history, history.length + 4 * blocks.length + 64);
        size = history.length;
        while (bit + 3 <= 8 * in.length) {
            block();
        }
        return Arrays.copyOfRange(out, history.length, size);
    }

    private void block() {
        boolean last = bits(1) == 1;
        switch (bits(2)) {
            case 0 -> stored();
            case 1 -> compressed(fixedLiterals(), new Code(filled(30, 5)));
            case 2 -> dynamic();
            default -> throw fault("a block of the reserved type");
        }
        bit = last ? aligned() : bit;
    }

    private void stored() {
        bit = aligned();
        int length = bits(16);
        if (bits(16) != (~length & 0xFFFF)) {
            throw fault("a stored block whose length is not its complement's");
        }
        for (int i = 0; i < length; i++) {
            put(bits(8));
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int[] codes = new int[19];
        for (int i = 0, count = bits(4) + 4; i < count; i++) {
            codes[ORDER[i]] = bits(3);
        }
        int[] lengths = lengths(new Code(codes), literals + distances);
        compressed(
                new Code(Arrays.copyOf(lengths, literals)),
                new Code(Arrays.copyOfRange(lengths, literals, lengths.length)));
    }

    private int[] lengths(Code code, int count) {
        int[] lengths = new int[count];
        for (int i = 0; i < count; ) {
            int symbol = code.next();
            int repeat = symbol < 16 ? 1 : symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
            int value = symbol < 16 ? symbol : symbol == 16 ? lengths[i - 1] : 0;
            Arrays.fill(lengths, i, i + repeat, value);
            i += repeat;
        }
        return lengths;
    }

    private void compressed(Code literals, Code distances) {
        for (int symbol = literals.next(); symbol != 256; symbol = literals.next()) {
            if (symbol < 256) {
                put(symbol);
            } else {
                int length = LENGTH_BASE[symbol - 257] + bits(LENGTH_EXTRA[symbol - 257]);
                copy(distance(distances.next()), length);
            }
        }
    }

    private int distance(int symbol) {
        int extra = Math.max(0, symbol / 2 - 1);
        return (symbol < 4 ? symbol : (2 + symbol % 2) << extra) + 1 + bits(extra);
    }

    private void copy(int distance, int length) {
        if (distance > Math.min(window, size)) {
            throw fault("a reference " + distance + " bytes back");
        }
        for (int i = 0; i < length; i++) {
            put(out[size - distance]);
        }
    }

    private void put(int octet) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) octet;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            if (bit >= 8 * in.length) {
                throw fault("a block that ends too soon");
            }
            value |= (in[bit / 8] >> bit % 8 & 1) << i;
        }
        return value;
    }

    private int aligned() {
        return (bit + 7) / 8 * 8;
    }

    private static int[] fixedLengths() {
        int[] lengths = filled(288, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        return lengths;
    }

    private Code fixedLiterals() {
        return new Code(fixedLengths());
    }

    private static int[] filled(int count, int value) {
        int[] all = new int[count];
        Arrays.fill(all, value);
        return all;
    }

    private static AssertionError fault(String what) {
        return new AssertionError("the server's DEFLATE holds " + what);
    }

    /**
     * A canonical Huffman code (RFC 1951, section 3.2.2): how many symbols of each length, and the symbols in order.
     */
    private final class Code {
        private final int[] counts = new int[MOST_BITS + 1];
        private final int[] symbols;

        Code(int[] lengths) {
            symbols = new int[lengths.length];
            int at = 0;
            for (int length = 1; length <= MOST_BITS; length++) {
                for (int symbol = 0; symbol < lengths.length; symbol++) {
                    if (lengths[symbol] == length) {
                        counts[length]++;
                        symbols[at++] = symbol;
                    }
                }
            }
        }

        int next() {
            int code = 0;
            int first = 0;
            int index = 0;
            for (int length = 1; length <= MOST_BITS; length++) {
                code |= bits(1);
                if (code - first < counts[length]) {
                    return symbols[index + code - first];
                }
                index += counts[length];
                first = (first + counts[length]) << 1;
                code <<= 1;
            }
            throw fault("a code that means nothing");
        }
    }
}
