package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Answer;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;
import org.parley.testing.Request;

/** The hand-made WebSocket from outside: what it refuses, how it fails and how it ends. */
class HandMadeIT extends EchoStage {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final byte[] NOT_UTF8 = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80};

    HandMadeIT() {
        super("--close-timeout", "1m", "--lab-echo-connections", "200");
    }

    @Test
    void theExampleOfTheRfcIsAccepted() throws IOException {
        Answer answer = shake(Request.get(UPGRADE), "websocket", "keep-alive, Upgrade", "13", KEY);
        assertEquals(101, answer.status());
        assertEquals(
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                answer.header("sec-websocket-accept").orElse(""));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            h2c,       Upgrade,    13, dGhlIHNhbXBsZSBub25jZQ==, 426, 4.2.1
            '',        Upgrade,    13, dGhlIHNhbXBsZSBub25jZQ==, 426, 4.2.1
            websocket, keep-alive, 13, dGhlIHNhbXBsZSBub25jZQ==, 400, 4.2.1
            websocket, Upgrade,    8,  dGhlIHNhbXBsZSBub25jZQ==, 426, 4.2.2
            websocket, Upgrade,    '', dGhlIHNhbXBsZSBub25jZQ==, 426, 4.2.2
            websocket, Upgrade,    13, dG9vIHNob3J0,             400, 4.2.1
            websocket, Upgrade,    13, '',                       400, 4.2.1
            """)
    void aHandshakeThatBreaksARuleIsRefused(
            String upgrade, String connection, String version, String key, int status, String section)
            throws IOException {
        Answer answer = shake(Request.get(UPGRADE), upgrade, connection, version, key);
        assertEquals(
                section,
                answer.expectProblem(status, "handshake").path("section").asString());
        if (status == 426) {
            assertEquals("13", answer.header("sec-websocket-version").orElse(""));
            assertEquals("websocket", answer.header("upgrade").orElse(""));
        }
    }

    @Test
    void onlyGetOpensAWebSocket() throws IOException {
        Answer answer = shake(Request.post(UPGRADE, ""), "websocket", "Upgrade", "13", KEY);
        answer.expectProblem(405, "handshake");
        assertEquals("GET", answer.header("allow").orElse(""));
    }

    @Test
    void http10OpensNoWebSocket() throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            line.write(("GET " + UPGRADE + " HTTP/1.0\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            line.read(Deadline.usual()).expectProblem(400, "handshake");
        }
    }

    private Answer shake(Request request, String upgrade, String connection, String version, String key)
            throws IOException {
        Request all = request;
        Map<String, String> headers = Map.of(
                "Upgrade", upgrade,
                "Connection", connection,
                "Sec-WebSocket-Version", version,
                "Sec-WebSocket-Key", key);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            all = header.getValue().isEmpty() ? all : all.with(header.getKey(), header.getValue());
        }
        RawHttp line = atTheEndClose(RawHttp.connect(server()));
        line.write(all);
        Answer head = line.readHead(Deadline.usual());
        return head.status() == 101 ? head : line.readBody(head, Deadline.usual());
    }

    @Test
    void framesThatComeWithTheRequestAreAnswered() throws IOException {
        byte[] early = join(Frame.text("one").masked(), Frame.text("two").masked());
        RawWebSocket socket = atTheEndClose(RawWebSocket.open(RawHttp.connect(server()), UPGRADE, Map.of(), early));
        assertEquals("one", socket.readText(Deadline.usual()));
        assertEquals("two", socket.readText(Deadline.usual()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1007, 1014, 3000, 4999})
    void aCloseIsAnsweredWithItsCodeAndTcpEnds(int code) throws IOException {
        RawWebSocket socket = open(UPGRADE);
        socket.send(Frame.close(code));
        assertArrayEquals(
                Frame.close(code).payload(), await(socket, Frame.CLOSE).payload());
        assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
    }

    @Test
    void aCloseWithoutCodeIsAnsweredWithoutOne() throws IOException {
        RawWebSocket socket = open(UPGRADE);
        socket.send(new Frame(true, Frame.CLOSE, new byte[0]));
        assertEquals(0, await(socket, Frame.CLOSE).payload().length);
        assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
    }

    @Test
    void whatCameBeforeACloseIsAnsweredAndNothingAfterIt() throws IOException {
        byte[] all = join(
                Frame.text("before").masked(),
                Frame.close(1000).masked(),
                Frame.text("after").masked());
        for (int i = 0; i < 50; i++) {
            RawWebSocket socket = atTheEndClose(RawWebSocket.open(RawHttp.connect(server()), UPGRADE, Map.of(), all));
            assertEquals("before", socket.readFrame(Deadline.usual()).text());
            assertEquals(Frame.CLOSE, socket.readFrame(Deadline.usual()).opcode());
            assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
        }
    }

    @Test
    void aFrameWithoutMaskFailsTheConnection() throws IOException {
        assertFails(Frame.text("hello").unmasked(), 1002);
    }

    @Test
    void aReservedBitFailsTheConnection() throws IOException {
        byte[] frame = Frame.text("hello").masked();
        frame[0] |= 0x40;
        assertFails(frame, 1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 11, 15})
    void aReservedOpcodeFailsTheConnection(int opcode) throws IOException {
        assertFails(new Frame(true, opcode, new byte[0]).masked(), 1002);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
    void aCodeThatMayNotBeSentFailsTheConnection(int code) throws IOException {
        assertFails(Frame.close(code).masked(), 1002);
    }

    @Test
    void textFailsAtTheFirstByteThatCannotBe() throws IOException {
        assertFails(new Frame(false, Frame.TEXT, NOT_UTF8).masked(), 1007);
    }

    /** The rest of the message is still on its way when the server says that it is too much. */
    @Test
    void aMessageThatIsAnnouncedTooBigFailsBeforeItCame() throws IOException {
        byte[] frame = new Frame(true, Frame.BINARY, new byte[1 << 20 | 1]).masked();
        byte[] beginning = Arrays.copyOf(frame, 300_000);
        assertFails(beginning, 1009);
    }

    private void assertFails(byte[] bytes, int code) throws IOException {
        RawWebSocket socket = open(UPGRADE);
        socket.sendRaw(bytes);
        assertEquals(code, awaitClose(socket).code());
        assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
    }

    @Test
    void aPingIsAnsweredWithWhatItBroughtAndAPongNotAtAll() throws IOException {
        RawWebSocket socket = open(UPGRADE);
        socket.send(Frame.pong("nobody asked".getBytes(StandardCharsets.UTF_8)));
        socket.send(Frame.ping("x".repeat(125)));
        assertEquals("x".repeat(125), socket.readFrame(Deadline.usual()).text());
    }

    @Test
    void aFloodOfPingsThatNobodyReadsTheAnswersOfCostsOneAnswer() throws IOException {
        RawWebSocket socket = openNarrow(UPGRADE);
        byte[] ping = Frame.ping("x".repeat(125)).masked();
        for (int i = 0; i < 100_000; i++) {
            socket.sendRaw(ping);
        }
        socket.send(Frame.ping("last"));
        while (!socket.readFrame(Deadline.usual()).text().equals("last")) {
            // What fitted into the buffers of the connection comes first, through a narrow window.
        }
    }

    @Test
    void aPeerThatEndsTcpWithoutAWordIsLetGo() throws IOException {
        RawWebSocket socket = open(UPGRADE);
        socket.line().socket().shutdownOutput();
        assertTrue(socket.ends(Deadline.usual()), "TCP goes on");
    }
}
