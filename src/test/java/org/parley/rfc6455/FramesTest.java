package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.filled;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.join;
import static org.parley.rfc6455.Bytes.utf8;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    @Test
    void theExamplesOfSection57ComeOutAsPrinted() {
        assertArrayEquals(hex("81 05 48656c6c6f"), Frames.text("Hello"));
        assertArrayEquals(hex("89 05 48656c6c6f"), Frames.ping(utf8("Hello")));
        assertArrayEquals(join(hex("82 7e 0100"), filled(256, 3)), Frames.binary(filled(256, 3), 0, 256));
        assertArrayEquals(
                join(hex("82 7f 0000000000010000"), filled(65536, 3)), Frames.binary(filled(65536, 3), 0, 65536));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 81 00",
        "1, 81 01",
        "125, 81 7d",
        "126, 81 7e 007e",
        "65535, 81 7e ffff",
        "65536, 81 7f 0000000000010000",
        "16777216, 81 7f 0000000001000000"
    })
    void aLengthTakesItsShortestForm(int length, String header) {
        assertArrayEquals(hex(header), Frames.textHeader(length));
        assertArrayEquals(join(hex(header), filled(length, 65)), Frames.text(filled(length, 65), 0, length));
    }

    @Test
    void aHeaderAloneCanStandBeforeThePayloadOfTheLargestArray() {
        assertArrayEquals(hex("82 7f 000000007fffffff"), Frames.binaryHeader(Integer.MAX_VALUE));
    }

    @Test
    void onlyTheGivenPartIsFramed() {
        assertArrayEquals(hex("81 02 4243"), Frames.text(utf8("ABCD"), 1, 2));
        assertArrayEquals(hex("82 02 4243"), Frames.binary(utf8("ABCD"), 1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Frames.text(utf8("ABCD"), 3, 2));
    }

    @Test
    void textIsSentAsUtf8() {
        assertArrayEquals(hex("81 0b 68656c6c6f e69d91 e995bf"), Frames.text("hello村长"));
        assertArrayEquals(hex("81 01 3f"), Frames.text("\uD800"));
    }

    @Test
    void aPongCarriesThePayloadOfThePing() {
        assertArrayEquals(hex("8a 00"), Frames.pong(new byte[0]));
        assertArrayEquals(join(hex("8a 7d"), filled(125, 9)), Frames.pong(filled(125, 9)));
    }

    @Test
    void aControlFrameOfMoreThan125BytesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Frames.ping(new byte[126]));
        assertThrows(IllegalArgumentException.class, () -> Frames.pong(new byte[126]));
    }

    @Test
    void aCloseCarriesCodeAndReason() {
        assertArrayEquals(hex("88 00"), Frames.close());
        assertArrayEquals(hex("88 02 03e8"), Frames.close(1000, ""));
        assertArrayEquals(hex("88 05 1138 627965"), Frames.close(4408, "bye"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65536 + 1000})
    void aCloseWithACodeThatMayNotBeSentIsRefused(int code) {
        assertThrows(IllegalArgumentException.class, () -> Frames.close(code, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "122, a, 123",
        "123, '', 123",
        "123, a, 123",
        "122, ä, 122",
        "121, ä, 123",
        "121, 村, 121",
        "120, 村, 123",
        "120, 😀, 120",
        "121, 😀, 121",
        "122, 😀, 122",
        "119, 😀, 123"
    })
    void aLongReasonIsCutBetweenCharacters(int before, String last, int kept) throws ViolationException {
        String reason = "r".repeat(before) + last + "and more".repeat(last.isEmpty() ? 0 : 9);
        byte[] frame = Frames.close(1001, reason);
        assertEquals(4 + kept, frame.length);
        assertEquals(2 + kept, frame[1]);
        byte[] payload = Arrays.copyOfRange(frame, 2, frame.length);
        assertTrue(reason.startsWith(ClosePayload.parse(payload).reason()));
    }
}
