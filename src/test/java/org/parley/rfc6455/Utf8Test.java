package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.join;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Java's own decoder is the judge here. */
class Utf8Test {
    /** Some way to go on after any bytes that begin a valid text. */
    private static final List<byte[]> ENDINGS =
            List.of(hex(""), hex("80"), hex("8080"), hex("808080"), hex("90"), hex("9080"), hex("908080"), hex("a080"));

    private static final byte[] EDGES =
            hex("00 41 7f 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff");

    @Test
    void allStringsOfUpToThreeEdgeBytesAreJudgedAsByJava() {
        for (byte first : EDGES) {
            for (byte second : EDGES) {
                for (byte third : EDGES) {
                    judge(new byte[] {first, second, third});
                }
            }
        }
    }

    @Test
    void eachCharacterIsValidAndEachSurrogateIsNot() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            byte[] bytes = encoded(c);
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            assertEquals(!surrogate, Utf8.isValid(bytes, 0, bytes.length), () -> Arrays.toString(bytes));
        }
    }

    @Property(tries = 3000)
    void randomBytesAreJudgedAsByJava(@ForAll("bytes") byte[] bytes) {
        judge(bytes);
    }

    @Property(tries = 1000)
    void aTextWithOneByteChangedIsJudgedAsByJava(@ForAll("texts") String text, @ForAll int at, @ForAll byte other) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(at, bytes.length)] = other;
        judge(bytes);
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.of(boxed(EDGES)).array(Byte[].class).ofMaxSize(12).map(Utf8Test::unboxed);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "abcdefgh", "ä", "村", "長", "😀", "\u0000", "\uFFFF")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    /** Whole, in two pieces, and in where it fails, the check must say what Java says. */
    private static void judge(byte[] bytes) {
        assertEquals(isText(bytes), Utf8.isValid(bytes, 0, bytes.length), () -> Arrays.toString(bytes));
        assertEquals(firstImpossible(bytes), failsAt(bytes), () -> Arrays.toString(bytes));
        int whole = Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length);
        for (int cut = 0; cut <= bytes.length; cut++) {
            int state = Utf8.check(Utf8.COMPLETE, bytes, 0, cut);
            if (state != Utf8.INVALID) {
                assertEquals(whole, Utf8.check(state, bytes, cut, bytes.length));
            }
        }
    }

    /** The index of the byte at which the check fails when given one byte after the other, or -1. */
    private static int failsAt(byte[] bytes) {
        int state = Utf8.COMPLETE;
        for (int i = 0; i < bytes.length; i++) {
            state = Utf8.check(state, bytes, i, i + 1);
            if (state == Utf8.INVALID) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the first byte up to which no ending makes a text, or -1. */
    private static int firstImpossible(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            byte[] head = Arrays.copyOf(bytes, i + 1);
            if (ENDINGS.stream().noneMatch(ending -> isText(join(head, ending)))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .remaining()
                    >= 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The character in the fewest bytes that have room for it, surrogates too. */
    private static byte[] encoded(int c) {
        if (c < 0x80) {
            return new byte[] {(byte) c};
        }
        if (c < 0x800) {
            return new byte[] {(byte) (0xC0 + c / 64), tail(c)};
        }
        if (c < 0x10000) {
            return new byte[] {(byte) (0xE0 + c / 4096), tail(c / 64), tail(c)};
        }
        return new byte[] {(byte) (0xF0 + c / 262144), tail(c / 4096), tail(c / 64), tail(c)};
    }

    private static byte tail(int c) {
        return (byte) (0x80 + c % 64);
    }

    private static Byte[] boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return boxed;
    }

    private static byte[] unboxed(Byte[] boxed) {
        byte[] bytes = new byte[boxed.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = boxed[i];
        }
        return bytes;
    }

    @Test
    void aFaultIsFoundAtEachPlaceOfALongText() {
        for (int at = 0; at < 64; at++) {
            byte[] bytes = Bytes.filled(64, 'a');
            bytes[at] = (byte) 0x80;
            assertTrue(!Utf8.isValid(bytes, 0, 64));
            assertTrue(Utf8.isValid(bytes, at + 1, 64));
            assertTrue(Utf8.isValid(bytes, 0, at));
        }
    }
}
