package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawWebSocket;

/** An echo keeps no place for a peer that has vanished: who is silent is asked for a sign, and then let go. */
class EchoIdleIT extends EchoStage {
    private static final int GOES_AWAY = 1001;
    private static final int QUESTIONS = 3;

    EchoIdleIT() {
        super("--socket-idle", "500ms", "--close-timeout", "500ms");
    }

    @Test
    void whoAnswersNothingIsAskedOnceAndLetGo() throws IOException {
        RawWebSocket silent = open(UPGRADE);
        assertEquals(Frame.PING, silent.readFrame(Deadline.usual()).opcode());
        assertEquals(GOES_AWAY, awaitClose(silent).code());
        assertTrue(silent.ends(Deadline.usual()));
    }

    @Test
    void whoAnswersMayBeSilentForLong() throws IOException {
        RawWebSocket socket = open(UPGRADE);
        for (int i = 0; i < QUESTIONS; i++) {
            socket.send(Frame.pong(await(socket, Frame.PING).payload()));
        }
        socket.sendText("still here");
        assertEquals("still here", socket.readText(Deadline.usual()));
    }

    @Test
    void whoAsksForSilenceIsNotAsked() throws IOException {
        RawWebSocket quiet = open(UPGRADE + "?silence=300");
        RawWebSocket other = open(UPGRADE);
        assertEquals(GOES_AWAY, awaitClose(other).code());
        quiet.sendText("first word");
        assertEquals(Frame.TEXT, quiet.readFrame(Deadline.usual()).opcode(), "nothing was said before");
    }
}
