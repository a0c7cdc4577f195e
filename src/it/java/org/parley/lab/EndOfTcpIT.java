package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** The server closes, and TCP ends in time whatever the peer does: answers, keeps silent, or does not even read. */
class EndOfTcpIT extends EchoStage {
    private static final String TRANSPORT = "/transport/upgrade";
    private static final int NO_COMMAND = 4400;
    private static final int TEXT_ONLY = 1003;

    private Person ann;

    EndOfTcpIT() {
        super("--close-timeout", "1s", "--write-stall", "1s", "--commands-burst", "100000", "--heartbeat", "2s");
    }

    @BeforeAll
    void signUp() {
        ann = Person.signUp(server(), "ann");
    }

    @AfterAll
    void leave() {
        ann.close();
    }

    private RawWebSocket follow(int receiveBuffer) throws IOException {
        RawHttp line = RawHttp.connect(server(), receiveBuffer);
        RawWebSocket socket = atTheEndClose(RawWebSocket.open(line, TRANSPORT, ann.credentials()));
        await(socket, Frame.TEXT);
        return socket;
    }

    @Test
    void aPeerThatAnswersTheCloseIsLetGoAtOnce() throws IOException {
        RawWebSocket socket = follow(0);
        socket.sendText("no command");
        assertEquals(NO_COMMAND, awaitClose(socket).code());
        socket.send(Frame.close(NO_COMMAND));
        assertTrue(socket.ends(Deadline.inMillis(500)), "TCP goes on");
    }

    @Test
    void aPeerThatNeverAnswersTheCloseIsLetGoInTime() throws IOException {
        RawWebSocket socket = follow(0);
        socket.sendText("no command");
        assertEquals(NO_COMMAND, awaitClose(socket).code());
        assertEquals(0, socket.line().socket().getInputStream().readAllBytes().length);
    }

    @Test
    void aPeerThatGoesOnTalkingAfterTheCloseIsNotListenedTo() throws IOException {
        RawWebSocket socket = follow(0);
        String room = ann.createRoom();
        socket.send(new Frame(true, Frame.BINARY, new byte[1]));
        socket.sendText(Commands.post(room, "too late").toString());
        assertEquals(TEXT_ONLY, awaitClose(socket).code());
        assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
        assertEquals(0, ann.history(room).size());
    }

    /** It neither reads nor speaks, so that nothing but the server's own clock ends it. */
    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void aPeerThatNeitherReadsNorSpeaksIsLetGoInTime(Transport transport) throws IOException {
        String cursor = ann.cursor();
        String room = ann.createRoom();
        for (int i = 0; i < 150; i++) {
            ann.postAll(room, Collections.nCopies(6, "x".repeat(8000)));
        }
        int port = deaf(transport.isSocket(), transport.path() + "?after=" + cursor);
        Deadline.usual().await("the end of TCP at the server", () -> !established(server().getPort(), port));
    }

    /** The port of a peer that asks for much and does not read it. */
    private int deaf(boolean socket, String target) throws IOException {
        RawHttp line = atTheEndClose(RawHttp.connect(server(), 4096));
        if (socket) {
            RawWebSocket.open(line, target, ann.credentials());
        } else {
            for (int i = 0; i < 40; i++) { // a poll's answer alone would fit into the system's buffers
                line.write(Request.get(target).with(ann.credentials()));
            }
        }
        return line.socket().getLocalPort();
    }

    /** Whether the kernel still has the server's end of this connection. */
    private static boolean established(int from, int to) {
        String local = String.format(Locale.ROOT, ":%04X", from);
        String remote = String.format(Locale.ROOT, ":%04X", to);
        try {
            for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.trim().split("\\s+");
                    if (fields[1].endsWith(local) && fields[2].endsWith(remote) && fields[3].equals("01")) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
