package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.rfc6455.Frames;
import org.parley.transport.upgrade.FakeLine;

/** An echo whose peer speaks but does not read. */
class EchoConversationTest {
    private static final int PLENTY = 1000;
    private static final int LENGTH = 20_000;
    private static final int BUFFERED = 200_000;

    private final Echoes echoes =
            new Echoes(new Echoes.Limits(1, BUFFERED, BUFFERED, Duration.ZERO, Duration.ZERO), Runnable::run);
    private final FakeLine line;

    EchoConversationTest() throws IOException {
        echoes.enter();
        line = new FakeLine(connection -> new EchoConversation(connection, echoes, new byte[0]), echoes.buffered())
                .open();
    }

    /** A masked binary message of zeros, its key zero too. */
    private static byte[] message() {
        byte[] frame = new byte[8 + LENGTH];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) 0xFE;
        frame[2] = LENGTH >> 8;
        frame[3] = (byte) LENGTH;
        return frame;
    }

    private static byte[] answer() {
        return Frames.binary(new byte[LENGTH], 0, LENGTH);
    }

    private void assertSent(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(frames).forEach(all::writeBytes);
        assertArrayEquals(all.toByteArray(), line.sent());
    }

    @Test
    void aPeerThatTakesNothingForTooLongIsClosedWith1008AfterItsAnswer() throws IOException {
        line.allows(1);
        line.arrives(message());
        line.looksWhenStalled();
        line.allows(PLENTY);
        assertSent(answer(), Frames.close(1008, "does not read"));
    }

    @Test
    void whatCameBeforeThePeersCloseIsAnsweredFirst() throws IOException {
        line.allows(1);
        line.arrives(message());
        line.arrives(message());
        line.arrives(HexFormat.of().parseHex("88820000000003e8"));
        line.allows(PLENTY);
        assertSent(answer(), answer(), Frames.close(1000, ""));
    }

    @Test
    void answersThatWaitAreCountedUntilTheyLeave() throws IOException {
        line.allows(1);
        line.arrives(message());
        line.arrives(message());
        assertEquals(2L * answer().length, echoes.buffered().used());
        line.allows(PLENTY);
        assertEquals(0, echoes.buffered().used());
        assertSent(answer(), answer());
    }

    @Test
    void moreThanAQuarterOfTheMemoryIsTooMuchForOne() throws IOException {
        line.allows(1);
        for (int i = 0; i < 3; i++) {
            line.arrives(message());
        }
        line.allows(PLENTY);
        byte[] close = Frames.close(1013, "too many answers wait");
        byte[] sent = line.sent();
        assertArrayEquals(close, Arrays.copyOfRange(sent, sent.length - close.length, sent.length));
    }

    @Test
    void itsPlaceAndMemoryAreFreeWhenItIsGone() throws IOException {
        line.allows(1);
        line.arrives(message());
        line.breaks();
        assertEquals(0, echoes.buffered().used());
        assertEquals(true, echoes.enter());
    }
}
