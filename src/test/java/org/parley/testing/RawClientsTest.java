package org.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients of the other tests, against bytes written by hand. */
class RawClientsTest {
    private static final Deadline SOON = Deadline.inMillis(0);

    private ServerSocket listening;
    private RawHttp client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = RawHttp.connect(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/base/"));
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listening.close();
    }

    private void serverSays(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(UTF_8));
    }

    private Frame frame(Deadline deadline) throws IOException {
        return client.incoming().whole(deadline, () -> Frame.read(client.incoming()));
    }

    @Test
    void aRequestSaysWhatItIsToldAndNoMore() {
        String request = new String(client.bytes(Request.get("/x?a=b").with("A", "1")), UTF_8);
        String host = "127.0.0.1:" + listening.getLocalPort();
        assertEquals("GET /base/x?a=b HTTP/1.1\r\nHost: " + host + "\r\nA: 1\r\n\r\n", request);
    }

    @Test
    void answersWithLengthAndInChunksAreReadOneAfterTheOther() throws IOException {
        serverSays("HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\nabc");
        serverSays("HTTP/1.1 404 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1\r\nf\r\n0\r\n\r\n");
        assertEquals("abc", client.read(Deadline.usual()).body());
        Answer second = client.read(Deadline.usual());
        assertEquals(404, second.status());
        assertEquals("def", second.body());
    }

    @Test
    void aChunkIsReadWhenItsEndOfLineComesOnlyWithTheNext() throws IOException {
        serverSays("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde");
        client.readHead(Deadline.usual());
        assertArrayEquals(new byte[] {'d', 'e'}, client.readChunk(Deadline.usual()));
        assertThrows(SocketTimeoutException.class, () -> client.readChunk(SOON));
        serverSays("\r\n1\r\nf");
        assertArrayEquals(new byte[] {'f'}, client.readChunk(Deadline.usual()));
        serverSays("\r\n0\r\n\r\n");
        assertEquals(0, client.readChunk(Deadline.usual()).length);
    }

    @Test
    void anAnswerThatIsNotThereInTimeCanStillBeReadLater() throws IOException {
        serverSays("HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\na");
        assertThrows(SocketTimeoutException.class, () -> client.read(SOON));
        serverSays("bc");
        assertEquals("abc", client.read(Deadline.usual()).body());
    }

    @Test
    void aFrameTornAnywhereIsReadWhole() throws IOException {
        byte[] bytes = new Frame(true, Frame.TEXT, "x".repeat(200).getBytes(UTF_8)).unmasked();
        for (int cut = 1; cut < bytes.length; cut += 7) {
            server.getOutputStream().write(bytes, 0, cut);
            assertThrows(SocketTimeoutException.class, () -> frame(SOON));
            server.getOutputStream().write(bytes, cut, bytes.length - cut);
            assertEquals(200, frame(Deadline.usual()).payload().length);
        }
    }

    @Test
    void framesOfEachLengthEncodingAreRead() throws IOException {
        for (int length : new int[] {0, 125, 126, 65_535, 65_536}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) length);
            server.getOutputStream().write(new Frame(false, Frame.TEXT, payload).unmasked());
            assertArrayEquals(payload, frame(Deadline.usual()).payload());
        }
    }

    @Test
    void aServersFaultsAreToldAsFaults() throws IOException {
        byte[][] faults = {
            Frame.text("masked").masked(), {(byte) 0xc1, 0}, {(byte) 0x83, 0}, {0x09, 0}, {(byte) 0x81, 126, 0, 1, 'x'}
        };
        for (byte[] fault : faults) {
            server.getOutputStream().write(fault);
            assertThrows(AssertionError.class, () -> frame(Deadline.usual()), Arrays.toString(fault));
            client.incoming().whole(Deadline.usual(), () -> client.incoming().drop());
        }
    }

    @Test
    void aMaskedFrameHasItsKeyAndHidesItsPayload() {
        byte[] bytes = Frame.text("Hello").masked();
        assertEquals(2 + 4 + 5, bytes.length);
        assertEquals((byte) 0x81, bytes[0]);
        assertEquals((byte) 0x85, bytes[1]);
        assertEquals('H', bytes[2] ^ bytes[6]);
        assertEquals('o', bytes[2] ^ bytes[10]);
    }

    @Test
    void eventsAreFoundWhereverTheirChunksEnd() throws IOException {
        String events = "id: 1\ndata: {\"a\":\n\n: comment\n\nid: 2\ndata: x\ndata: y\n\n";
        for (char octet : events.toCharArray()) {
            serverSays("1\r\n" + octet + "\r\n");
        }
        SseStream stream = new SseStream(client);
        assertEquals(new SseStream.Event("1", "{\"a\":"), stream.next(Deadline.usual()));
        assertEquals(new SseStream.Event("2", "x\ny"), stream.next(Deadline.usual()));
        serverSays("0\r\n\r\n");
        assertEquals(
                LineEnded.WITHOUT_A_WORD,
                assertThrows(LineEnded.class, () -> stream.next(Deadline.usual()))
                        .code());
    }

    @Test
    void anEventTwiceOrOutOfOrderIsAFault() {
        Heard heard = new Heard();
        heard.take(Json.parse("{\"type\":\"batch\",\"cursor\":\"e-2\",\"events\":[{\"id\":2,\"type\":\"message\"}]}"));
        assertEquals("e-2", heard.cursor());
        var again = Json.parse("{\"type\":\"batch\",\"cursor\":\"e-2\",\"events\":[{\"id\":2,\"type\":\"message\"}]}");
        assertTrue(assertThrows(AssertionError.class, () -> heard.take(again))
                .getMessage()
                .contains("event 2"));
    }
}
