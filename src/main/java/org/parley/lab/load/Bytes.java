package org.parley.lab.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An array that grows, and how much of it is filled. */
final class Bytes {
    byte[] array = new byte[512];
    int length;

    /** Takes so many bytes over. */
    void add(ByteBuffer from, int count) {
        grow(count);
        from.get(array, length, count);
        length += count;
    }

    void add(byte b) {
        grow(1);
        array[length++] = b;
    }

    void clear() {
        length = 0;
        if (array.length > 65_536) {
            array = new byte[512]; // one long answer should not cost each of many clients its memory for good
        }
    }

    /** Where these bytes begin, from an index on; -1 when they are not there. */
    int indexOf(byte[] wanted, int from) {
        for (int i = from; i <= length - wanted.length; i++) {
            if (array[i] == wanted[0] && Arrays.equals(array, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Where these bytes begin the last time before an index; -1 when they don't. */
    int lastIndexOf(byte[] wanted, int before) {
        for (int i = Math.min(before, length) - wanted.length; i >= 0; i--) {
            if (array[i] == wanted[0] && Arrays.equals(array, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** The digits from an index on as a number; 0 when there are none. */
    long number(int from) {
        long number = 0;
        for (int i = from; i < length && array[i] >= '0' && array[i] <= '9'; i++) {
            number = number * 10 + array[i] - '0';
        }
        return number;
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }

    String text(int from, int to) {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }

    private void grow(int count) {
        if (length + count > array.length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + count));
        }
    }
}
