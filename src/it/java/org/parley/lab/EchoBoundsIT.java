package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawWebSocket;

/** Nobody signs in to the echo, so what it takes is bounded: places, and bytes that are held. */
class EchoBoundsIT extends EchoStage {
    private static final int PLACES = 6;
    private static final int TRY_AGAIN_LATER = 1013;

    EchoBoundsIT() {
        super(
                "--lab-echo-connections", "" + PLACES,
                "--lab-echo-max-message", "250000",
                "--lab-echo-max-buffered", "1MiB",
                "--close-timeout", "500ms",
                "--write-stall", "3s");
    }

    @Test
    void whoFindsNoPlaceIsTurnedAwayAndMayComeAgain() throws IOException {
        List<RawWebSocket> all = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            all.add(openWhenThereIsRoom());
        }
        RawWebSocket.Refused refused = assertThrows(RawWebSocket.Refused.class, () -> open(UPGRADE));
        refused.answer().expectProblem(503, "unavailable");
        assertEquals(TRY_AGAIN_LATER, awaitClose(open(WEBSOCKET)).code());
        all.get(0).send(Frame.close(1000));
        assertTrue(all.get(0).ends(Deadline.usual()));
        openWhenThereIsRoom();
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void messagesThatArriveInPartAreBoundedTogether(String echo) throws IOException {
        RawWebSocket one = begin(UPGRADE, 100_000);
        begin(UPGRADE, 245_000);
        begin(UPGRADE, 245_000);
        begin(echo, 245_000);
        RawWebSocket last = open(echo);
        last.send(new Frame(false, Frame.BINARY, new byte[245_000]));
        assertEquals(TRY_AGAIN_LATER, awaitClose(last).code());
        last.close();
        one.send(new Frame(true, Frame.CONTINUATION, new byte[1]));
        assertEquals(100_001, await(one, Frame.BINARY).payload().length);
    }

    /** One that has sent the first bytes of a message, which were taken; as soon as there is room for them. */
    private RawWebSocket begin(String echo, int bytes) throws IOException {
        Deadline deadline = Deadline.usual();
        while (true) {
            RawWebSocket socket = openWhenThereIsRoom(echo);
            socket.send(new Frame(false, Frame.BINARY, new byte[bytes]));
            socket.send(Frame.ping("taken"));
            Frame answer = socket.readFrame(deadline);
            if (answer.opcode() == Frame.PONG) {
                return socket;
            }
            assertTrue(answer.opcode() == Frame.CLOSE && !deadline.passed(), answer::toString);
            Deadline.pause();
        }
    }

    @Test
    void whoSpeaksButReadsNoAnswersIsDropped() throws IOException {
        openWhenThereIsRoom().close();
        RawWebSocket deaf = openNarrow(UPGRADE);
        assertThrows(IOException.class, () -> sendMuch(deaf, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void whatWaitedForAReaderWhoLeftIsFree(String echo) throws IOException {
        for (int i = 0; i < 5; i++) {
            openWhenThereIsRoom().close();
            RawWebSocket deaf = openNarrow(echo);
            try {
                sendMuch(deaf, 40);
            } catch (IOException e) {
                // The hand-made one ends the line at once.
            }
            deaf.close();
        }
        RawWebSocket next = openWhenThereIsRoom();
        Deadline deadline = Deadline.usual();
        while (!echoes(next, 240_000) && !deadline.passed()) {
            next = openWhenThereIsRoom();
        }
        assertTrue(echoes(next, 240_000));
    }

    private static void sendMuch(RawWebSocket socket, int messages) throws IOException {
        Frame much = new Frame(true, Frame.BINARY, new byte[100_000]);
        for (int i = 0; i < messages; i++) {
            socket.send(much);
        }
    }

    private static boolean echoes(RawWebSocket socket, int bytes) throws IOException {
        socket.send(new Frame(false, Frame.BINARY, new byte[bytes]));
        socket.send(new Frame(true, Frame.CONTINUATION, new byte[0]));
        Frame frame = socket.readFrame(Deadline.usual());
        return frame.opcode() == Frame.BINARY && frame.payload().length == bytes;
    }
}
