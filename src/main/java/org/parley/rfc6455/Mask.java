package org.parley.rfc6455;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The masking of RFC 6455, section 5.3: byte i of a payload is xored with byte i modulo 4 of a key. It works eight
 * bytes at a time, and copies on the way, since a payload leaves the buffer it was read into anyway.
 */
final class Mask {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Mask() {}

    /** The same bytes unmasked, in an array of their own. */
    static byte[] unmasked(int key, long done, byte[] source, int from, int count) {
        byte[] target = new byte[count];
        copy(key, done, source, from, target, 0, count);
        return target;
    }

    /**
     * Copies bytes and unmasks (or masks: it is the same) them.
     *
     * @param key the masking key, its first byte in the lowest bits
     * @param done how many bytes of the same payload came before these: where in the key to begin
     */
    static void copy(int key, long done, byte[] source, int from, byte[] target, int to, int count) {
        int turned = Integer.rotateRight(key, (int) (done % 4) * 8);
        long twice = (turned & 0xFFFF_FFFFL) << 32 | (turned & 0xFFFF_FFFFL);
        int i = 0;
        for (; i <= count - 8; i += 8) {
            LONG.set(target, to + i, (long) LONG.get(source, from + i) ^ twice);
        }
        for (; i < count; i++) {
            target[to + i] = (byte) (source[from + i] ^ (turned >>> (i % 4 * 8)));
        }
    }
}
