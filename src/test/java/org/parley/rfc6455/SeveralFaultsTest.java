package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.parley.rfc6455.Bytes.clientFrame;
import static org.parley.rfc6455.Bytes.filled;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.join;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message that breaks several rules: told is the one that is broken first, wherever its bytes are cut. */
class SeveralFaultsTest {
    private static final byte[] KEY = hex("37fa213d");
    private static final int LIMIT = 1000;
    private static final byte[] BAD = hex("ff");
    private static final byte[] NO_BLOCK = hex("07");

    /** The start of a block of fixed codes: the octet ff, then a reference to four octets before, where nothing is. */
    private static final byte[] BAD_THEN_SPOILED = hex("fa0fc4");

    private static final Deflate AGREED = new Deflate(true, true, 15, 15, "");

    private record Fault(
            String sentence, byte[] bytes, @Nullable Deflate agreed, Violation told) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                plain("announced too long, and not UTF-8", frame(0x81, BAD, ascii(LIMIT)), Violation.TOO_BIG),
                plain(
                        "not UTF-8, before a fragment that is too long",
                        join(frame(0x01, BAD), frame(0x80, ascii(LIMIT))),
                        Violation.TEXT_NOT_UTF8),
                plain(
                        "a fragment that is too long, and not UTF-8",
                        join(frame(0x01, ascii(LIMIT)), frame(0x80, BAD)),
                        Violation.TOO_BIG),
                packed("too long, and not UTF-8 at once", text(BAD, ascii(LIMIT)), Violation.TEXT_NOT_UTF8),
                packed(
                        "too long, and not UTF-8 at the limit",
                        text(ascii(LIMIT - 1), BAD, BAD),
                        Violation.TEXT_NOT_UTF8),
                packed("too long, and not UTF-8 beyond the limit", text(ascii(LIMIT), BAD, BAD), Violation.TOO_BIG),
                packed("not UTF-8, then spoiled", frame(0xC1, stored(BAD), NO_BLOCK), Violation.TEXT_NOT_UTF8),
                packed(
                        "not UTF-8, then spoiled in the same block",
                        frame(0xC1, BAD_THEN_SPOILED),
                        Violation.TEXT_NOT_UTF8),
                packed("spoiled, and not UTF-8 after it", frame(0xC1, NO_BLOCK, stored(BAD)), Violation.NOT_DEFLATED),
                packed("too long, then spoiled", frame(0xC2, stored(ascii(LIMIT + 1)), NO_BLOCK), Violation.TOO_BIG),
                packed(
                        "of the longest, then spoiled",
                        frame(0xC2, stored(ascii(LIMIT)), NO_BLOCK),
                        Violation.NOT_DEFLATED),
                packed(
                        "not UTF-8, and cut short",
                        frame(0xC1, Arrays.copyOf(stored(BAD, ascii(10)), 8)),
                        Violation.TEXT_NOT_UTF8),
                packed("a character cut, and cut short", frame(0xC1, stored(hex("e6"))), Violation.NOT_DEFLATED));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theFirstOneIsToldWhereverTheBytesAreCut(Fault fault) {
        byte[] bytes = fault.bytes();
        assertTold(fault, "whole", bytes);
        for (int cut = 1; cut < bytes.length; cut++) {
            byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
            assertTold(fault, "cut after " + cut, Arrays.copyOf(bytes, cut), tail);
        }
        for (int size : new int[] {1, 2, 3, 7}) {
            assertTold(fault, "in pieces of " + size, Session.cut(bytes, List.of(size)));
        }
    }

    private static void assertTold(Fault fault, String how, byte[]... pieces) {
        assertEquals(List.of(Recorder.failure(fault.told())), Recorder.decode(LIMIT, fault.agreed(), pieces), how);
    }

    private static Fault plain(String sentence, byte[] bytes, Violation told) {
        return new Fault(sentence, bytes, null, told);
    }

    private static Fault packed(String sentence, byte[] bytes, Violation told) {
        return new Fault("compressed: " + sentence, bytes, AGREED, told);
    }

    private static byte[] ascii(int length) {
        return filled(length, 'a');
    }

    private static byte[] frame(int first, byte[]... parts) {
        return clientFrame(first, join(parts), KEY);
    }

    /** A compressed text that holds these bytes, as the compressor makes it. */
    private static byte[] text(byte[]... parts) {
        byte[] bytes = join(parts);
        try (Compressor compressor = new Compressor(false, 15)) {
            byte[] frame = compressor.text(bytes, 0, bytes.length);
            return clientFrame(0xC1, Arrays.copyOfRange(frame, 2, frame.length), KEY);
        }
    }

    /** A block without compression. */
    private static byte[] stored(byte[]... parts) {
        byte[] bytes = join(parts);
        int length = bytes.length;
        byte[] head = {0, (byte) length, (byte) (length >> 8), (byte) ~length, (byte) (~length >> 8)};
        return join(head, bytes);
    }
}
