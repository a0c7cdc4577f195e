package org.parley.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CableTest {
    private static final int ANSWER = 20_000;
    private static final int SILENCE = 200;

    private ServerSocket server;
    private Cable cable;

    @BeforeEach
    void lay() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        cable = Cable.to(server.getLocalPort());
    }

    @AfterEach
    void remove() throws IOException {
        cable.close();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), cable.port());
        socket.setSoTimeout(ANSWER);
        return socket;
    }

    @Test
    void whatIsSaidArrivesOnBothSides() throws IOException {
        try (Socket client = connect();
                Socket other = server.accept()) {
            client.getOutputStream().write('a');
            assertEquals('a', other.getInputStream().read());
            other.getOutputStream().write('b');
            assertEquals('b', client.getInputStream().read());
        }
    }

    @Test
    void whatIsSaidInSilenceArrivesOnceItIsMended() throws IOException {
        try (Socket client = connect();
                Socket other = server.accept()) {
            cable.silence();
            other.getOutputStream().write('b');
            client.setSoTimeout(SILENCE);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            cable.mend();
            client.setSoTimeout(ANSWER);
            assertEquals('b', client.getInputStream().read());
        }
    }

    @Test
    void aCutEndsWhatIsOpenAndWhatBeginsUntilItIsMended() throws IOException {
        try (Socket client = connect();
                Socket other = server.accept()) {
            cable.cut();
            assertThrows(IOException.class, () -> readOn(client));
            assertThrows(IOException.class, () -> readOn(other));
            try (Socket late = connect()) {
                assertThrows(IOException.class, () -> readOn(late));
            }
        }
        cable.mend();
        try (Socket client = connect();
                Socket other = server.accept()) {
            client.getOutputStream().write('c');
            assertEquals('c', other.getInputStream().read());
        }
    }

    @Test
    void whoComesLaterIsLedElsewhere() throws IOException {
        try (Socket client = connect();
                Socket other = server.accept();
                ServerSocket another = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            another.setSoTimeout(ANSWER);
            cable.leadTo(another.getLocalPort());
            try (Socket later = connect();
                    Socket there = another.accept()) {
                there.getOutputStream().write('d');
                assertEquals('d', later.getInputStream().read());
            }
            other.getOutputStream().write('b');
            assertEquals('b', client.getInputStream().read());
        }
    }

    private static void readOn(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("it ended");
        }
    }

    @Test
    void aUrlLeadsThroughIt() {
        assertEquals(
                "jdbc:postgresql://127.0.0.1:" + cable.port() + "/x?user=y",
                cable.by("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x?user=y"));
    }
}
