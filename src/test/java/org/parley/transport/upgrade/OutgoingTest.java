package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Violation;

class OutgoingTest {
    private static final int PLENTY = 1000;
    private static final byte[] LONG = Frames.text("x".repeat(20_000));
    private static final byte[] SHORT = Frames.text("short");
    private static final byte[] NEW = {'n', 'e', 'w'};

    private final NarrowOutput stream = new NarrowOutput();
    private final Outgoing out = new Outgoing(stream);

    private void assertTaken(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(frames).forEach(all::writeBytes);
        assertArrayEquals(all.toByteArray(), stream.taken.toByteArray());
    }

    @Test
    void nothingIsWrittenBeforeTheContainerAllowsIt() {
        stream.takes(PLENTY);
        assertTrue(out.close(1001, ""));
        assertTaken();
        assertFalse(out.possible(), "nobody may send any more");
        assertTaken(Frames.close(1001, ""));
    }

    @Test
    void whoeverWaitsIsToldOnceThatAFrameCanBeTaken() {
        stream.takes(PLENTY);
        assertTrue(out.possible());
        assertFalse(out.possible());
        assertTrue(out.send(SHORT));
        assertTaken(SHORT);
    }

    /** Open Liberty lets a thread write that was told itself that the stream is ready, and no other. */
    @Test
    void whoeverWritesHasAskedTheStreamHimself() {
        stream.takes(PLENTY);
        assertTrue(out.possible());
        CompletableFuture.runAsync(() -> out.send(SHORT)).join();
        assertTaken(SHORT);
    }

    @Test
    void aFrameThatDoesNotFitGoesOnWhereItStopped() {
        stream.takes(2);
        out.possible();
        assertFalse(out.send(LONG));
        assertEquals(16_384, stream.taken.size());
        assertThrows(IllegalStateException.class, () -> out.send(SHORT));
        stream.takes(1);
        assertFalse(out.possible(), "it is not flushed yet");
        stream.takes(PLENTY);
        assertTrue(out.possible());
        assertTaken(LONG);
    }

    @Test
    void pingsThatCouldNotBeAnsweredAreInTheirOrderBetweenTwoFrames() {
        stream.takes(2);
        out.possible();
        out.send(LONG);
        out.pong(new byte[1]);
        out.pong(NEW);
        stream.takes(PLENTY);
        assertTrue(out.possible());
        assertTrue(out.send(SHORT));
        assertTaken(LONG, Frames.pong(new byte[1]), Frames.pong(NEW), SHORT);
    }

    @Test
    void ofAFloodOfPingsTheNewestAreAnsweredAfterTheOneThatHasBegun() {
        for (int i = 0; i < 100; i++) {
            out.pong(new byte[] {(byte) i});
        }
        stream.takes(PLENTY);
        out.possible();
        assertTaken(IntStream.concat(IntStream.of(0), IntStream.range(84, 100))
                .mapToObj(i -> Frames.pong(new byte[] {(byte) i}))
                .toArray(byte[][]::new));
    }

    @Test
    void itKnowsForHowLongNothingWasTakenThatWaits() {
        stream.takes(2);
        out.possible();
        assertEquals(0, out.stalled(System.nanoTime()));
        out.send(LONG);
        long now = System.nanoTime();
        assertTrue(out.stalled(now + 1_000_000) >= 1_000_000);
        stream.takes(1);
        out.possible();
        assertTrue(out.stalled(now + 1_000_000) < 1_000_000, "a slice was taken");
        stream.takes(PLENTY);
        out.possible();
        assertEquals(0, out.stalled(now + 1_000_000));
    }

    @Test
    void aFrameThatIsSentWhileAPongWaitsIsNotLost() {
        stream.takes(2);
        out.possible();
        assertFalse(out.send(SHORT), "it is flushed, and then there is no room");
        stream.takes(1);
        assertTrue(out.possible());
        out.pong(NEW);
        assertFalse(out.send(SHORT));
        stream.takes(PLENTY);
        assertTrue(out.possible());
        assertTaken(SHORT, Frames.pong(NEW), SHORT);
    }

    @Test
    void whatWasTakenBeforeTheCloseIsWrittenFirstAndNothingAfterIt() {
        stream.takes(1);
        out.possible();
        out.send(LONG);
        assertTrue(out.close(4401, "signed out"));
        assertFalse(out.close(4408, "too slow"));
        assertTrue(out.send(SHORT), "it is dropped");
        out.pong(NEW);
        stream.takes(PLENTY);
        out.possible();
        assertTaken(LONG, Frames.close(4401, "signed out"));
        assertFalse(out.isFinished(), "the peer's half is missing");
        out.answer(4401);
        assertTrue(out.isFinished());
    }

    @Test
    void aCloseThatIsNotFlushedIsNotFinished() {
        stream.takes(1);
        out.possible();
        out.answer(1000);
        assertTaken(Frames.close(1000, ""));
        assertFalse(out.isFinished());
        stream.takes(1);
        out.possible();
        stream.takes(1);
        out.possible();
        assertTrue(out.isFinished());
    }

    @Test
    void whoIsGivenUpIsNotWaitedFor() {
        stream.takes(PLENTY);
        out.possible();
        assertTrue(out.giveUp(1013, "later"));
        assertTaken(Frames.close(1013, "later"));
        assertTrue(out.isFinished());
    }

    @Test
    void aBrokenRuleIsFinishedOnceItIsTold() {
        out.fail(Violation.NOT_MASKED);
        assertFalse(out.isFinished());
        stream.takes(PLENTY);
        out.possible();
        assertTrue(out.isFinished());
    }

    @Test
    void aBrokenStreamTakesFramesAndDropsThem() {
        stream.takes(PLENTY);
        out.possible();
        stream.breaks();
        assertTrue(out.send(SHORT));
        assertTrue(out.isOver() && out.isFinished());
        assertTrue(out.send(SHORT));
        assertTaken();
    }
}
