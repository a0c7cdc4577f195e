package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Json;
import org.parley.testing.RawWebSocket;
import tools.jackson.databind.JsonNode;

/** A connection that tells its peer of itself: byte by byte what passed, and nothing that a script must not see. */
class RecordingIT extends EchoStage {
    private static final String RECORDED = UPGRADE + "?suffix=aaaa&record";

    @Test
    void theHandshakeIsToldAsItWas() throws Exception {
        Map<String, String> headers = Map.of(
                "Cookie",
                "secret=1",
                "Authorization",
                "Bearer secret",
                "Sec-WebSocket-Extensions",
                "permessage-deflate");
        RawWebSocket socket = atTheEndClose(RawWebSocket.open(server(), RECORDED, headers));
        assertEquals("", socket.extensions(), "what is compressed can't be read");
        JsonNode opening = opening(socket);
        List<String> request =
                opening.path("request").valueStream().map(JsonNode::asString).toList();
        assertEquals("GET " + RECORDED + " HTTP/1.1", request.get(0));
        assertTrue(request.stream().anyMatch(line -> line.equalsIgnoreCase("cookie: …")), request::toString);
        assertTrue(request.stream().anyMatch(line -> line.equalsIgnoreCase("authorization: …")), request::toString);
        assertFalse(opening.toString().contains("secret"), opening::toString);
        String key = opening.path("key").asString();
        assertTrue(request.stream().anyMatch(line -> line.equalsIgnoreCase("Sec-WebSocket-Key: " + key)));
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key + opening.path("magic").asString()).getBytes(StandardCharsets.US_ASCII));
        assertEquals(HexFormat.of().formatHex(hash), opening.path("sha1").asString());
        assertEquals(
                Base64.getEncoder().encodeToString(hash), opening.path("accept").asString());
        assertEquals(
                "HTTP/1.1 101 Switching Protocols",
                opening.path("response").path(0).asString());
    }

    private static JsonNode opening(RawWebSocket socket) throws IOException {
        byte[] first = record(socket, 0);
        return Json.parse(new String(first, StandardCharsets.UTF_8));
    }

    /** The next frame, which must be a record of this kind. */
    private static byte[] record(RawWebSocket socket, int kind) throws IOException {
        Frame frame = socket.readFrame(Deadline.usual());
        assertEquals(Frame.BINARY, frame.opcode());
        assertEquals(kind, frame.payload()[0]);
        return Arrays.copyOfRange(frame.payload(), 1, frame.payload().length);
    }

    @Test
    void whatCameAndWhatGoesIsToldByteByByte() throws IOException {
        RawWebSocket socket = open(RECORDED);
        opening(socket);
        for (byte[] sent :
                List.of(Frame.text("hello村长").masked(), Frame.text("😀").masked())) {
            socket.sendRaw(sent);
            assertArrayEquals(sent, record(socket, 1));
            byte[] answer = record(socket, 2);
            assertArrayEquals(answer, socket.readFrame(Deadline.usual()).unmasked());
        }
        byte[] ping = Frame.ping("?").masked();
        socket.sendRaw(ping);
        assertArrayEquals(ping, record(socket, 1));
        assertArrayEquals(Frame.pong(new byte[] {'?'}).unmasked(), record(socket, 2));
        assertEquals(Frame.PONG, socket.readFrame(Deadline.usual()).opcode());
    }

    @Test
    void bytesAreToldAsTheyComeAndTheMessageAnsweredWhenItIsWhole() throws IOException {
        RawWebSocket socket = open(RECORDED);
        opening(socket);
        byte[] frame = Frame.text("slowly").masked();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        for (byte b : frame) {
            socket.sendRaw(new byte[] {b});
            told.writeBytes(record(socket, 1));
        }
        assertArrayEquals(frame, told.toByteArray());
        record(socket, 2);
        assertEquals("slowlyaaaa", socket.readFrame(Deadline.usual()).text());
    }

    @Test
    void aMessageThatIsTooLongToBeShownIsRefused() throws IOException {
        RawWebSocket socket = open(RECORDED);
        opening(socket);
        socket.send(Frame.text("x".repeat(4097)));
        Frame frame = socket.readFrame(Deadline.usual());
        while (frame.opcode() == Frame.BINARY) {
            frame = socket.readFrame(Deadline.usual());
        }
        assertArrayEquals(Frame.close(1009).payload(), Arrays.copyOf(frame.payload(), 2));
    }
}
