package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.hex;

import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final byte[] NOTHING = new byte[0];

    private final Closing closing = new Closing();

    @Test
    void anOpenConnectionMaySend() {
        assertTrue(closing.maySend());
        assertTrue(!closing.isDone());
    }

    @Test
    void theClientsCodeIsRepeatedAndTcpEnds() {
        assertArrayEquals(hex("88 02 0fa1"), closing.received(4001));
        assertTrue(closing.isDone());
        assertTrue(!closing.maySend());
    }

    @Test
    void aCloseWithoutACodeIsAnsweredByOne() {
        assertArrayEquals(hex("88 00"), closing.received(CloseCode.NONE));
    }

    @Test
    void theServersCloseIsSentOnceAndThenTheClientsAwaited() {
        assertArrayEquals(hex("88 03 03e9 35"), closing.start(CloseCode.GOING_AWAY, "5"));
        assertEquals(Closing.State.SENT, closing.state());
        assertTrue(!closing.maySend());
        assertArrayEquals(NOTHING, closing.start(4408, "slow"));
        assertArrayEquals(NOTHING, closing.received(1001));
        assertTrue(closing.isDone());
    }

    @Test
    void aViolationIsAnsweredWithItsCodeAndNothingIsAwaited() {
        byte[] frame = closing.failed(Violation.TOO_BIG);
        assertArrayEquals(Frames.close(1009, Violation.TOO_BIG.sentence()), frame);
        assertTrue(closing.isDone());
    }

    @Test
    void aViolationAfterTheServersCloseIsNotAnswered() {
        closing.start(1000, "");
        assertArrayEquals(NOTHING, closing.failed(Violation.NOT_MASKED));
        assertTrue(closing.isDone());
    }

    @Test
    void nothingIsSentAfterTheEnd() {
        closing.lost();
        assertArrayEquals(NOTHING, closing.start(1001, ""));
        assertArrayEquals(NOTHING, closing.received(1000));
        assertArrayEquals(NOTHING, closing.failed(Violation.RESERVED_BIT));
        assertTrue(closing.isDone());
    }

    @Test
    void aRefusedCodeChangesNothing() {
        assertThrows(IllegalArgumentException.class, () -> closing.start(1006, ""));
        assertTrue(closing.maySend());
    }

    @Test
    void eachViolationFitsIntoACloseFrame() {
        for (Violation violation : Violation.values()) {
            byte[] frame = new Closing().failed(violation);
            assertEquals(4 + violation.sentence().length(), frame.length);
            assertTrue(violation.sentence().length() <= 60);
        }
    }
}
