package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.clientFrame;
import static org.parley.rfc6455.Bytes.filled;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.join;
import static org.parley.rfc6455.Bytes.utf8;
import static org.parley.rfc6455.Recorder.LIMIT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final byte[] KEY = hex("37fa213d");

    static Stream<DecoderLiteral> literals() {
        return DecoderLiteral.all();
    }

    @ParameterizedTest
    @MethodSource("literals")
    void eachLiteralIsToldAsWritten(DecoderLiteral literal) {
        assertEquals(literal.told(), literal.decode(literal.bytes()));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void eachLiteralIsToldAsWrittenByteByByte(DecoderLiteral literal) {
        byte[][] single = new byte[literal.bytes().length][];
        for (int i = 0; i < single.length; i++) {
            single[i] = new byte[] {literal.bytes()[i]};
        }
        assertEquals(literal.told(), literal.decode(single));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void eachLiteralIsToldAsWrittenWhereverItIsCut(DecoderLiteral literal) {
        byte[] bytes = literal.bytes();
        int step = Math.max(1, bytes.length / 300);
        for (int cut = 0; cut <= bytes.length; cut += cut < 20 ? 1 : step) {
            byte[] head = Arrays.copyOf(bytes, cut);
            byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
            assertEquals(literal.told(), literal.decode(head, tail), "cut after " + cut);
        }
    }

    /**
     * The literals of violations end with the byte that shows them, and only of a limit or a close that is the last of
     * all.
     */
    @ParameterizedTest
    @MethodSource("literals")
    void aViolationIsToldAtTheByteThatShowsItAndNotBefore(DecoderLiteral literal) {
        byte[] bytes = literal.bytes();
        String last = literal.told().get(literal.told().size() - 1);
        if (last.startsWith("failed")) {
            List<String> before = literal.decode(Arrays.copyOf(bytes, bytes.length - 1));
            assertEquals(literal.told().subList(0, literal.told().size() - 1), before);
        }
    }

    @Test
    void thereIsALiteralForEachViolation() {
        Set<String> told =
                DecoderLiteral.all().flatMap(literal -> literal.told().stream()).collect(Collectors.toSet());
        for (Violation violation : EnumSet.allOf(Violation.class)) {
            assertTrue(told.contains(Recorder.failure(violation)), violation + " has no literal");
        }
    }

    @Test
    void aThousandFramesInOneSegmentAreAThousandMessages() {
        byte[] segment = join(Collections.nCopies(1000, clientFrame(0x81, utf8("hello村长"), KEY)));
        assertEquals(Collections.nCopies(1000, "text hello村长"), Recorder.decode(LIMIT, segment));
    }

    @Test
    void onlyTheGivenPartOfTheArrayIsRead() {
        Recorder recorder = new Recorder();
        byte[] frame = hex("ffff 81 81 00000000 41 ffff");
        new Decoder(LIMIT, recorder).receive(frame, 2, frame.length - 4);
        assertEquals(List.of("text A"), recorder.lines());
    }

    @Test
    void aPartBeyondTheArrayIsRefused() {
        Decoder decoder = new Decoder(LIMIT, new Recorder());
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.receive(new byte[4], 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.receive(new byte[4], -1, 2));
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Decoder(-1, new Recorder()));
    }

    @Test
    void whatIsHandedOverDoesNotChangeWhenTheSegmentIsUsedAgain() {
        List<byte[]> kept = new ArrayList<>();
        Decoder decoder = new Decoder(LIMIT, new Recorder() {
            @Override
            public void binary(Message message) {
                kept.add(message.array());
            }
        });
        byte[] segment = clientFrame(0x82, hex("0102"), KEY);
        decoder.receive(segment, 0, segment.length);
        Arrays.fill(segment, (byte) 0);
        assertArrayEquals(hex("0102"), kept.get(0));
    }

    @Test
    void aMessageInOneFrameComesInAnArrayOfItsLengthThoughItIsCut() {
        List<Integer> lengths = new ArrayList<>();
        Decoder decoder = new Decoder(LIMIT, new Recorder() {
            @Override
            public void binary(Message message) {
                lengths.add(message.array().length);
            }
        });
        byte[] frame = clientFrame(0x82, filled(1000, 7), KEY);
        decoder.receive(frame, 0, 700);
        decoder.receive(frame, 700, frame.length - 700);
        assertEquals(List.of(1000), lengths);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536})
    void aMessageOfExactlyTheLimitPassesAndOneByteMoreDoesNot(int limit) {
        byte[] fits = clientFrame(0x82, filled(limit, 7), KEY);
        byte[] tooBig = clientFrame(0x82, filled(limit + 1, 7), KEY);
        assertTrue(Recorder.decode(limit, fits).get(0).startsWith("binary"));
        assertEquals(List.of("failed TOO_BIG"), Recorder.decode(limit, tooBig));
    }

    @Test
    void theLimitHoldsForEachMessageAndNotForAllOfThem() {
        byte[] three = join(Collections.nCopies(3, clientFrame(0x81, utf8("abcd"), KEY)));
        assertEquals(Collections.nCopies(3, "text abcd"), Recorder.decode(4, three));
    }

    @Test
    void theLimitDoesNotConcernControlFrames() {
        assertEquals(List.of("ping 01020304"), Recorder.decode(3, clientFrame(0x89, hex("01020304"), KEY)));
    }

    @Test
    void aReceiverCanStopTheDecoderInTheMiddleOfASegment() {
        List<String> told = new ArrayList<>();
        Decoder[] decoder = new Decoder[1];
        decoder[0] = new Decoder(LIMIT, new Recorder() {
            @Override
            public void text(Message message) {
                told.add(message.text());
                decoder[0].stop();
            }
        });
        byte[] two = hex("81 81 00000000 41 81 81 00000000 42");
        decoder[0].receive(two, 0, two.length);
        assertEquals(List.of("A"), told);
        assertTrue(decoder[0].isStopped());
    }

    @Test
    void whatTheReceiverThrowsPassesThroughAndStopsTheDecoder() {
        Decoder decoder = new Decoder(LIMIT, new Recorder() {
            @Override
            public void text(Message message) {
                throw new UnsupportedOperationException("by the test");
            }
        });
        byte[] frame = hex("81 81 00000000 41");
        assertThrows(UnsupportedOperationException.class, () -> decoder.receive(frame, 0, frame.length));
        assertTrue(decoder.isStopped());
    }
}
