package org.parley.rfc6455;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Checks UTF-8 as it arrives, in pieces cut anywhere, and knows at the first byte that no valid text goes on like this:
 * overlong forms, surrogates and what lies beyond U+10FFFF included (RFC 6455, section 8.1). All it has to remember
 * between two pieces is a number, the state.
 *
 * <p>The states are the grammar of RFC 3629, section 4: between characters, or how many further bytes ({@code tails}) a
 * character needs, with the four leading bytes apart after which the second byte may not be any tail.
 */
final class Utf8 {
    /** Between two characters: where a text begins, and the only state in which it may end. */
    static final int COMPLETE = 0;

    /** Not UTF-8, whatever follows. */
    static final int INVALID = 8;

    private static final int ONE_TAIL = 1;
    private static final int TWO_TAILS = 2;
    private static final int THREE_TAILS = 3;
    private static final int AFTER_E0 = 4;
    private static final int AFTER_ED = 5;
    private static final int AFTER_F0 = 6;
    private static final int AFTER_F4 = 7;

    private static final byte[] NEXT = new byte[8 << 8];

    static {
        Arrays.fill(NEXT, (byte) INVALID);
        allow(COMPLETE, 0x00, 0x7F, COMPLETE);
        allow(COMPLETE, 0xC2, 0xDF, ONE_TAIL);
        allow(COMPLETE, 0xE0, 0xE0, AFTER_E0);
        allow(COMPLETE, 0xE1, 0xEC, TWO_TAILS);
        allow(COMPLETE, 0xED, 0xED, AFTER_ED);
        allow(COMPLETE, 0xEE, 0xEF, TWO_TAILS);
        allow(COMPLETE, 0xF0, 0xF0, AFTER_F0);
        allow(COMPLETE, 0xF1, 0xF3, THREE_TAILS);
        allow(COMPLETE, 0xF4, 0xF4, AFTER_F4);
        allow(AFTER_E0, 0xA0, 0xBF, ONE_TAIL);
        allow(AFTER_ED, 0x80, 0x9F, ONE_TAIL);
        allow(AFTER_F0, 0x90, 0xBF, TWO_TAILS);
        allow(AFTER_F4, 0x80, 0x8F, TWO_TAILS);
        allow(ONE_TAIL, 0x80, 0xBF, COMPLETE);
        allow(TWO_TAILS, 0x80, 0xBF, ONE_TAIL);
        allow(THREE_TAILS, 0x80, 0xBF, TWO_TAILS);
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether these bytes are a whole text. */
    static boolean isValid(byte[] bytes, int from, int to) {
        return check(COMPLETE, bytes, from, to) == COMPLETE;
    }

    /**
     * Checks the next piece of a text, {@code from} inclusive, {@code to} exclusive.
     *
     * @param state what the piece before gave, {@link #COMPLETE} at the start; not {@link #INVALID}
     * @return the state after the piece; {@link #INVALID} if a byte of it can't stand where it stands
     */
    static int check(int state, byte[] bytes, int from, int to) {
        int now = state;
        for (int at = from; at < to; at++) {
            if (now == COMPLETE) {
                at = skipAscii(bytes, at, to);
                if (at == to) {
                    return COMPLETE;
                }
            }
            now = NEXT[now << 8 | (bytes[at] & 0xFF)];
            if (now == INVALID) {
                return INVALID;
            }
        }
        return now;
    }

    /** Where the run of whole words of ASCII ends that begins here: most text is little else. */
    private static int skipAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - 8 && ((long) LONG.get(bytes, at) & NOT_ASCII) == 0) {
            at += 8;
        }
        return at;
    }

    private static void allow(int state, int first, int last, int next) {
        Arrays.fill(NEXT, state << 8 | first, (state << 8 | last) + 1, (byte) next);
    }
}
