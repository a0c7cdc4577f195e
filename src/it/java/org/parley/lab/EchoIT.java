package org.parley.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.RawWebSocket;

/** What comes, goes back: over the hand-made WebSocket and over the container's. */
class EchoIT extends EchoStage {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void textOfEachLengthComesBackWithItsSuffix(String echo) throws IOException {
        RawWebSocket socket = open(echo + "?suffix=%E5%B0%BEaaaa");
        for (int length : List.of(0, 1, 125, 126, 127, 65_535, 65_536, MIB)) {
            String text = "x".repeat(length);
            socket.sendText(text);
            assertEquals(text + "尾aaaa", socket.readText(Deadline.usual()));
        }
        String chinese = "村长".repeat(MIB / 6);
        socket.sendText(chinese);
        assertEquals(chinese + "尾aaaa", socket.readText(Deadline.usual()));
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void binaryOfEachLengthComesBackAsItIs(String echo) throws IOException {
        RawWebSocket socket = open(echo + "?suffix=aaaa");
        for (int length : List.of(0, 125, 126, 65_535, 65_536, MIB)) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            socket.send(new Frame(true, Frame.BINARY, bytes));
            assertArrayEquals(bytes, message(socket, Frame.BINARY));
        }
    }

    /** A message that a container may send in fragments. */
    private static byte[] message(RawWebSocket socket, int opcode) throws IOException {
        Frame frame = await(socket, opcode);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame.payload());
        while (!frame.last()) {
            frame = await(socket, Frame.CONTINUATION);
            all.writeBytes(frame.payload());
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void fragmentsWithAPingBetweenThemAreOneMessage(String echo) throws IOException {
        RawWebSocket socket = open(echo);
        byte[] bytes = "hello村长".getBytes(UTF_8);
        socket.send(new Frame(false, Frame.TEXT, Arrays.copyOf(bytes, 6)));
        socket.send(Frame.ping("between"));
        assertEquals("between", await(socket, Frame.PONG).text());
        socket.send(new Frame(false, Frame.CONTINUATION, new byte[0]));
        socket.send(new Frame(true, Frame.CONTINUATION, Arrays.copyOfRange(bytes, 6, bytes.length)));
        assertEquals("hello村长", socket.readText(Deadline.usual()));
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void bytesMayComeOneByOne(String echo) throws IOException {
        RawWebSocket socket = open(echo);
        for (byte octet : Frame.text("x".repeat(126)).masked()) {
            socket.sendRaw(new byte[] {octet});
        }
        assertEquals("x".repeat(126), socket.readText(Deadline.usual()));
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void aThousandMessagesInOnePieceAllComeBackInOrder(String echo) throws IOException {
        RawWebSocket socket = open(echo);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            all.writeBytes(Frame.text("note " + i).masked());
        }
        socket.sendRaw(all.toByteArray());
        for (int i = 0; i < 1000; i++) {
            assertEquals("note " + i, socket.readText(Deadline.usual()));
        }
    }

    @Test
    void aSuffixThatIsTooLongIsRefused() throws IOException {
        String target = "?suffix=" + "x".repeat(65);
        RawWebSocket.Refused refused = assertThrows(RawWebSocket.Refused.class, () -> open(UPGRADE + target));
        refused.answer().expectProblem(400, "malformed");
        assertEquals(1008, awaitClose(open(WEBSOCKET + target)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void aForeignPageMayNotEvenEcho(String echo) {
        RawWebSocket.Refused refused = assertThrows(
                RawWebSocket.Refused.class,
                () -> RawWebSocket.open(server(), echo, Map.of("Origin", "http://evil.example")));
        refused.answer().expectProblem(403, "foreign-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void aMessageOverTheLimitIsTooBig(String echo) throws IOException {
        RawWebSocket socket = open(echo);
        socket.send(new Frame(false, Frame.BINARY, new byte[MIB]));
        socket.send(new Frame(true, Frame.CONTINUATION, new byte[1]));
        assertEquals(1009, awaitClose(socket).code());
    }
}
