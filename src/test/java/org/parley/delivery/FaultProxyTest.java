package org.parley.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each fault does, seen from both sides. */
@Timeout(60)
class FaultProxyTest {
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String PLAIN = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private ServerSocket listening;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        client.close();
        listening.close();
    }

    private void begin(Fault.Kind kind, int bytes, int millis, String request) throws IOException {
        proxy = FaultProxy.start(
                URI.create("http://127.0.0.1:" + listening.getLocalPort()), n -> new Fault(kind, bytes, millis));
        client = new Socket("127.0.0.1", proxy.address().getPort());
        client.setSoTimeout(20_000);
        server = listening.accept();
        client.getOutputStream().write(request.getBytes(ISO_8859_1));
    }

    private String serverReads(int length) throws IOException {
        return new String(server.getInputStream().readNBytes(length), ISO_8859_1);
    }

    private void serverSays(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private String clientReads(int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), ISO_8859_1);
    }

    private void assertCut() {
        assertThrows(IOException.class, () -> {
            if (client.getInputStream().read() < 0) {
                throw new IOException("ended");
            }
        });
    }

    @Test
    void withoutAFaultEverythingPasses() throws IOException {
        begin(Fault.Kind.NONE, 0, 0, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
        serverSays("hello");
        assertEquals("hello", clientReads(5));
    }

    @Test
    void aLineIsCutAtAByte() throws IOException {
        begin(Fault.Kind.CUT, 3, 0, PLAIN);
        assertCut();
        assertThrows(IOException.class, () -> {
            if (server.getInputStream().readNBytes(PLAIN.length()).length < PLAIN.length()) {
                throw new IOException("cut");
            }
        });
    }

    @Test
    void aLineIsCutInTheMiddleOfAnAnswer() throws IOException {
        begin(Fault.Kind.CUT, PLAIN.length() + 2, 0, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
        serverSays("hello");
        assertCutAfter(2);
    }

    @Test
    void aStalledLineIsCutAfterAWhile() throws IOException {
        begin(Fault.Kind.STALL, PLAIN.length() + 2, 30, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
        serverSays("hello");
        assertCutAfter(2);
    }

    /** A reset may overtake what had passed before it. */
    private void assertCutAfter(int bytes) throws IOException {
        try {
            assertTrue(clientReads(5).length() <= bytes);
        } catch (IOException e) {
            assertCut();
        }
    }

    @Test
    void whatIsDelayedArrives() throws IOException {
        begin(Fault.Kind.DELAY, 0, 20, PLAIN);
        serverSays("hello");
        assertEquals("hello", clientReads(5));
    }

    @Test
    void anAnswerIsSwallowedAfterTheRequestArrived() throws IOException {
        begin(Fault.Kind.SWALLOW, 0, 0, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
        serverSays("hello");
        assertCut();
    }

    @Test
    void anUpgradeIsTakenAway() throws IOException {
        begin(Fault.Kind.STRIP_UPGRADE, 0, 0, UPGRADE);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
    }

    @ParameterizedTest
    @CsvSource({"ANSWER_400,400", "ANSWER_502,502", "ANSWER_200,200"})
    void aRequestForASocketIsAnsweredByTheProxy(Fault.Kind kind, String status) throws IOException {
        begin(kind, 0, 0, UPGRADE);
        assertEquals("HTTP/1.1 " + status, clientReads(12));
    }

    @Test
    void otherRequestsAreNot() throws IOException {
        begin(Fault.Kind.ANSWER_502, 0, 0, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
    }

    @ParameterizedTest
    @CsvSource({"SILENT_AFTER_101,'101 Switching'", "BUFFER_STREAM,'200 OK\r\nContent-Type: text/event-stream'"})
    void aLineFallsSilentAfterItsHead(Fault.Kind kind, String rest) throws IOException {
        begin(kind, 0, 0, UPGRADE);
        String head = "HTTP/1.1 " + rest + "\r\n\r\n";
        serverSays(head + "hello");
        assertEquals(head, clientReads(head.length()));
        client.setSoTimeout(50);
        assertThrows(SocketTimeoutException.class, () -> clientReads(1));
    }

    @Test
    void anIdleLineIsCut() throws IOException {
        begin(Fault.Kind.CUT_IDLE, 0, 500, PLAIN);
        assertEquals(PLAIN, serverReads(PLAIN.length()));
        assertCut();
    }
}
