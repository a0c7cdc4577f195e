package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.PerMessageDeflate;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;

/**
 * What would cost gigabytes if it were not bounded, against a server that has 96 MiB and ends when they are used up.
 */
@EnabledOnOs(OS.LINUX)
class ScarceMemoryIT extends EchoStage {
    private static final int CONNECTIONS = 60;
    private static final int MIB = 1 << 20;
    private static final int TOO_BIG = 1009;
    private static final Map<String, String> COMPRESSION = Map.of("Sec-WebSocket-Extensions", "permessage-deflate");

    ScarceMemoryIT() {
        super("--close-timeout", "2s");
    }

    @Override
    List<String> program() {
        return List.of("env", "JAVA_TOOL_OPTIONS=-Xmx96m -XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void aThousandfoldBombCostsTheLimitAndNoMore() throws Exception {
        byte[] payload = PerMessageDeflate.agreed("permessage-deflate").compress(new byte[100 * MIB]);
        assertTrue(payload.length < 100 * MIB / 1000, () -> payload.length + " bytes");
        byte[] bomb = new Frame(true, Frame.RSV1, Frame.BINARY, payload).masked();
        for (int code : onEach(() -> explodes(bomb))) {
            assertEquals(TOO_BIG, code);
        }
        assertWell();
    }

    private int explodes(byte[] bomb) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(server(), UPGRADE, COMPRESSION)) {
            assertTrue(socket.extensions().startsWith("permessage-deflate"), socket::extensions);
            socket.sendRaw(bomb);
            return awaitClose(socket).code();
        }
    }

    @Test
    void pingsWhoseAnswersNobodyReadsCostLittle() throws Exception {
        byte[] pings = Frame.ping("x".repeat(125)).masked();
        byte[] thousand = new byte[1000 * pings.length];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(pings, 0, thousand, i * pings.length, pings.length);
        }
        onEach(() -> floods(thousand));
        assertWell();
    }

    /** Seven megabytes of pings. */
    private int floods(byte[] pings) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(RawHttp.connect(server(), 4096), UPGRADE, Map.of())) {
            for (int i = 0; i < 50; i++) {
                socket.sendRaw(pings);
            }
            return 0;
        }
    }

    private <T> List<T> onEach(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(CONNECTIONS, task))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertWell() throws IOException {
        RawWebSocket socket = openWhenThereIsRoom();
        socket.sendText("still there?");
        assertEquals("still there?", socket.readText(Deadline.usual()));
    }
}
