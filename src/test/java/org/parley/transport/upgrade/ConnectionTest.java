package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;
import org.parley.rfc6455.Frames;

/** The deadlines of a connection, and its ends. */
class ConnectionTest {
    private static final int PLENTY = 1000;
    private static final byte[] NOTHING = {};
    private static final byte[] HELLO = hex("818500000000 48656c6c6f");
    private static final byte[] HALF = hex("018500000000 48656c6c6f");
    private static final byte[] UNMASKED = hex("8100");
    private static final byte[] PONG = hex("8a8000000000");
    private static final byte[] CLOSE_1000 = hex("888200000000 03e8");
    private static final byte[] CLOSE_1001 = hex("888200000000 03e9");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Budget partial = new Budget(1000);
    private final FakeConversation conversation = new FakeConversation();
    private final FakeLine line;

    ConnectionTest() throws IOException {
        line = new FakeLine(connection -> conversation, partial).open();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private void assertSent(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(frames).forEach(all::writeBytes);
        assertArrayEquals(all.toByteArray(), line.sent());
    }

    @Test
    void aConnectionThatTheContainerNeverLetsWriteIsEndedAtTheOpeningDeadline() {
        line.looksAfter(FakeLine.OPENING.minus(SECOND));
        assertEquals(0, line.closed());
        line.looksAfter(FakeLine.OPENING.plus(SECOND));
        line.looksAfter(FakeLine.OPENING.plus(SECOND));
        assertEquals(1, line.closed());
        assertEquals(List.of("gone"), conversation.told);
        assertEquals(0, line.all().size());
        assertSent();
    }

    @Test
    void aSilentPeerIsPingedOnceAndThenClosedWith1001() throws IOException {
        line.allows(PLENTY);
        line.looksAfter(FakeLine.IDLE.minus(SECOND));
        assertSent();
        line.looksAfter(FakeLine.IDLE.plus(SECOND));
        line.looksAfter(FakeLine.IDLE.multipliedBy(2).minus(SECOND));
        assertSent(Frames.ping(NOTHING));
        line.looksAfter(FakeLine.IDLE.multipliedBy(2).plus(SECOND));
        assertSent(Frames.ping(NOTHING), Frames.close(1001, "idle"));
        assertEquals(FakeLine.CLOSING.toSeconds(), line.endsWithinSeconds());
        assertEquals(0, line.closed(), "the peer may answer");
        line.arrives(CLOSE_1001);
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "closing 1001", "gone"), conversation.told);
    }

    @Test
    void aSignOfThePeerBeginsItsSilenceAnew() throws IOException {
        line.allows(PLENTY);
        line.looksAfter(FakeLine.IDLE.plus(SECOND));
        line.arrives(PONG);
        line.looksAfter(FakeLine.IDLE.minus(SECOND));
        assertSent(Frames.ping(NOTHING));
        line.looksAfter(FakeLine.IDLE.plus(SECOND));
        assertSent(Frames.ping(NOTHING), Frames.ping(NOTHING));
    }

    @Test
    void aPeerThatTakesNothingOfWhatWaitsIsToldAsStalled() {
        line.allows(1);
        line.connection().send(Frames.text("x".repeat(20_000)));
        line.looksAfter(FakeLine.STALL.minus(SECOND));
        assertEquals(List.of("writable"), conversation.told);
        line.looksWhenStalled();
        assertEquals(List.of("writable", "stalled"), conversation.told);
    }

    @Test
    void aPeerForWhomNothingWaitsIsNotStalled() {
        line.allows(PLENTY);
        line.connection().send(Frames.text("x"));
        line.looksWhenStalled();
        assertEquals(List.of("writable"), conversation.told);
    }

    @Test
    void aCloseIsAnsweredOnceAndTcpEndsAtOnce() throws IOException {
        line.allows(PLENTY);
        line.arrives(CLOSE_1000);
        assertSent(Frames.close(1000, ""));
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "closing 1000", "gone"), conversation.told);
        line.connection().close(1001, "late");
        assertSent(Frames.close(1000, ""));
    }

    @Test
    void aCloseThatCameWithTheEndOfTcpIsAnsweredBeforeTcpEnds() throws IOException {
        line.arriveLast(CLOSE_1000);
        assertEquals(0, line.closed(), "no write was possible yet");
        line.allows(PLENTY);
        assertSent(Frames.close(1000, ""));
        assertEquals(1, line.closed());
        assertEquals(List.of("closing 1000", "gone"), conversation.told);
    }

    @Test
    void whatWasBeingWrittenIsToTheEndThoughThePeerSendsNoMore() throws IOException {
        line.allows(1);
        byte[] frame = Frames.text("x".repeat(20_000));
        line.connection().send(frame);
        line.arriveLast(CLOSE_1000);
        assertEquals(0, line.closed());
        line.allows(PLENTY);
        assertSent(frame, Frames.close(1000, ""));
        assertEquals(1, line.closed());
    }

    @Test
    void aPeerThatBrokeARuleAndSendsNoMoreIsToldWhich() throws IOException {
        line.arriveLast(UNMASKED);
        assertEquals(0, line.closed());
        line.allows(PLENTY);
        assertEquals((byte) 0x88, line.sent()[0]);
        assertEquals(1, line.closed());
    }

    @Test
    void aPeerThatEndsTcpWithoutACloseHearsWhatWasBeingWrittenAndIsGone() throws IOException {
        line.allows(1);
        byte[] frame = Frames.text("x".repeat(20_000));
        line.connection().send(frame);
        line.arriveLast(PONG);
        assertEquals(0, line.closed());
        assertEquals(FakeLine.CLOSING.toSeconds(), line.endsWithinSeconds());
        line.allows(PLENTY);
        assertSent(frame);
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "gone"), conversation.told);
    }

    @Test
    void aPeerThatEndsTcpWithoutACloseIsGoneAtOnceIfThereIsNothingToSay() throws IOException {
        line.allows(PLENTY);
        line.arriveLast(PONG);
        assertSent();
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "gone"), conversation.told);
    }

    @Test
    void whoGoesOnSendingAfterACloseIsHeardNoLongerAndAnsweredAllTheSame() throws IOException {
        line.arrives(CLOSE_1000);
        line.arrives(new byte[1_000_000]);
        assertEquals(0, line.closed());
        line.allows(PLENTY);
        assertSent(Frames.close(1000, ""));
        assertEquals(1, line.closed());
    }

    /** Of two ends at once, ours and the peer's, each would wait for the other on some containers. */
    @Test
    void tcpEndsBeforeTheContainerHasPromisedToCallAgain() throws IOException {
        line.allows(PLENTY);
        line.arrives(UNMASKED);
        line.arrives(PONG);
        assertEquals(1, line.closed());
        assertFalse(line.closedAfterAPromise(), "a rule was broken");
        FakeLine other = new FakeLine(connection -> conversation, partial).open();
        other.allows(PLENTY);
        other.arrives(CLOSE_1000);
        assertEquals(1, other.closed());
        assertFalse(other.closedAfterAPromise(), "the peer closed");
    }

    @Test
    void aPeerThatClosedAndDoesNotReadTheAnswerIsEndedAtTheClosingDeadline() throws IOException {
        line.allows(1);
        line.connection().send(Frames.text("x".repeat(20_000)));
        line.arrives(CLOSE_1000);
        assertEquals(0, line.closed());
        assertEquals(FakeLine.CLOSING.toSeconds(), line.endsWithinSeconds());
    }

    @Test
    void whatArrivesAfterOurCloseIsNotListenedTo() throws IOException {
        line.allows(PLENTY);
        line.connection().close(4401, "");
        line.arrives(HELLO);
        assertEquals(List.of("writable"), conversation.told);
        assertEquals(0, line.closed());
    }

    @Test
    void aPeerThatGoesOnAfterOurCloseIsCutAfterAMessageAndSomeMore() throws IOException {
        line.allows(PLENTY);
        line.connection().close(4401, "");
        byte[] ping = hex("898000000000");
        byte[] many = new byte[60 * 1024 / ping.length * ping.length];
        for (int i = 0; i < many.length; i += ping.length) {
            System.arraycopy(ping, 0, many, i, ping.length);
        }
        int arrived = 0;
        for (int i = 0; i < 20 && line.closed() == 0; i++) {
            line.arrives(many);
            arrived += many.length;
        }
        assertEquals(1, line.closed());
        assertTrue(arrived > 100_000 + 256 * 1024, () -> "it is given the time to end a message");
    }

    @Test
    void whoBrokeARuleIsToldSoAndKeepsTcpForAMomentOrUntilItDoesSomething() throws IOException {
        line.allows(PLENTY);
        line.arrives(UNMASKED);
        assertSent(Frames.close(1002, "a frame from a client is not masked"));
        assertEquals(0, line.closed());
        assertEquals(1, line.endsWithinSeconds());
        line.arrives(HELLO);
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "closing 1002", "gone"), conversation.told);
    }

    @Test
    void whoSendsTooMuchIsReadOnThoughItIsTold() throws IOException {
        line.allows(PLENTY);
        line.arrives(hex("82ff0000000000100000 00000000 00"));
        assertSent(Frames.close(1009, "the message is too big"));
        line.arrives(new byte[50_000]);
        assertEquals(0, line.closed());
    }

    @Test
    void whatHasArrivedInPartIsCountedUntilItIsWhole() throws IOException {
        line.arrives(HALF);
        assertEquals(5, partial.used());
        line.arrives(hex("808100000000 21"));
        assertEquals(0, partial.used());
        assertEquals(List.of("text Hello!"), conversation.told);
    }

    @Test
    void whoIsTooMuchForAllPartialMessagesIsToldToComeAgain() throws IOException {
        line.allows(PLENTY);
        partial.change(996);
        line.arrives(HALF);
        assertSent(Frames.close(1013, "too many messages have arrived in part"));
        assertEquals(996, partial.used());
        line.arrives(hex("808100000000 21"));
        assertEquals(List.of("writable"), conversation.told);
        assertEquals(1, line.endsWithinSeconds());
    }

    @Test
    void aConnectionThatEndsGivesBackWhatItHeld() throws IOException {
        line.allows(PLENTY);
        line.arrives(HALF);
        line.connection().onError(new IOException("reset"));
        assertEquals(0, partial.used());
        assertEquals(List.of("writable", "gone"), conversation.told);
        line.connection().farewell();
        assertEquals(1, line.closed());
        assertEquals(List.of("writable", "gone"), conversation.told);
    }

    @Test
    void aNodeThatStopsSays1001AndEndsWhoDoesNotAnswerInTime() throws IOException {
        FakeLine stopping = new FakeLine(connection -> conversation, partial, Duration.ofMillis(10)).open();
        stopping.allows(PLENTY);
        stopping.all().close();
        byte[] goingAway = Frames.close(1001, "1000");
        assertArrayEquals(goingAway, Arrays.copyOf(stopping.sent(), goingAway.length));
        assertEquals(1, stopping.closed());
        assertEquals(0, stopping.all().size());
    }
}
