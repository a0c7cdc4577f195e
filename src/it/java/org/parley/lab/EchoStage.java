package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Json;
import org.parley.testing.LineEnded;
import org.parley.testing.ParleyProcess;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;

/** A started Parley with the options of a test, and sockets to it that are closed when the test is over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EchoStage {
    static final String UPGRADE = "/lab/echo/upgrade";
    static final String WEBSOCKET = "/lab/echo/websocket";

    private final Deque<AutoCloseable> actors = new ArrayDeque<>();
    private final String[] options;
    private Optional<ParleyProcess> parley = Optional.empty();

    EchoStage(String... options) {
        this.options = options;
    }

    @BeforeAll
    void start(@TempDir Path home) {
        parley = Optional.of(ParleyProcess.startUnder(program(), home, options));
    }

    /** What Parley is started under; nothing, unless a test says so. */
    List<String> program() {
        return List.of();
    }

    @AfterAll
    void stop() {
        parley.ifPresent(ParleyProcess::close);
    }

    @AfterEach
    void everybodyLeaves() throws Exception {
        while (!actors.isEmpty()) {
            actors.pop().close();
        }
    }

    URI server() {
        return parley.orElseThrow().address();
    }

    /** What the server has printed so far. */
    List<String> output() {
        return parley.orElseThrow().output();
    }

    <T extends AutoCloseable> T atTheEndClose(T actor) {
        actors.push(actor);
        return actor;
    }

    RawWebSocket open(String target) throws IOException {
        return atTheEndClose(RawWebSocket.open(server(), target, Map.of()));
    }

    /** The same over the hand-made one, as soon as there is a free place. */
    RawWebSocket openWhenThereIsRoom() throws IOException {
        return openWhenThereIsRoom(UPGRADE);
    }

    /** Asks again while the hand-made one has no place; the container's says so in a Close frame only. */
    RawWebSocket openWhenThereIsRoom(String target) throws IOException {
        Deadline deadline = Deadline.usual();
        while (true) {
            try {
                return open(target);
            } catch (RawWebSocket.Refused e) {
                assertTrue(e.answer().status() == 503 && !deadline.passed(), e::toString);
                Deadline.pause();
            }
        }
    }

    /** One whose peer does not take much before it is read from. */
    RawWebSocket openNarrow(String target) throws IOException {
        return atTheEndClose(RawWebSocket.open(RawHttp.connect(server(), 4096), target, Map.of()));
    }

    /** These bytes, one after the other. */
    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The next frame of this kind. */
    static Frame await(RawWebSocket socket, int opcode) throws IOException {
        Deadline deadline = Deadline.usual();
        Frame frame = socket.readFrame(deadline);
        while (frame.opcode() != opcode) {
            frame = socket.readFrame(deadline);
        }
        return frame;
    }

    /** How the server closes; the Close frame is not answered. */
    static LineEnded awaitClose(RawWebSocket socket) throws IOException {
        byte[] payload = await(socket, Frame.CLOSE).payload();
        int code = payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        return new LineEnded(code, new String(payload, StandardCharsets.UTF_8), Json.object());
    }
}
