package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
    private static final byte[] KEY = Bytes.hex("37fa213d");
    private static final int KEY_AS_NUMBER = 0x3d21fa37;

    @Test
    void eachLengthAtEachPlaceAndFromEachPointOfThePayloadIsMaskedAsTheRfcSays() {
        byte[] source = new byte[64];
        new Random(1).nextBytes(source);
        for (int count = 0; count <= 40; count++) {
            for (int place = 0; place < 9; place++) {
                for (int done = 0; done < 9; done++) {
                    byte[] target = new byte[64];
                    Mask.copy(KEY_AS_NUMBER, done, source, place, target, 8 - place, count);
                    assertArrayEquals(expected(done, source, place, 8 - place, count), target);
                }
            }
        }
    }

    /** A payload may be up to 2^31 - 1 bytes long, and the place in it then is near the end of what an int can hold. */
    @Test
    void aPlaceFarInThePayloadTurnsTheKeyAsWell() {
        byte[] source = Bytes.filled(5, 0);
        byte[] target = new byte[5];
        Mask.copy(KEY_AS_NUMBER, Integer.MAX_VALUE - 5, source, 0, target, 0, 5);
        assertArrayEquals(Bytes.hex("213d37fa21"), target);
    }

    /** Section 5.3: transformed octet i is original octet i xor key octet i modulo 4. */
    private static byte[] expected(int done, byte[] source, int from, int to, int count) {
        byte[] expected = new byte[64];
        for (int i = 0; i < count; i++) {
            expected[to + i] = (byte) (source[from + i] ^ KEY[(done + i) % 4]);
        }
        return expected;
    }
}
