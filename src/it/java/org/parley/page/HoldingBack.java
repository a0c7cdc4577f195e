package org.parley.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.testing.Background;

/**
 * A relay that passes the beginning of a stream of events, up to its {@code hello}, and nothing of what comes later.
 */
final class HoldingBack implements AutoCloseable {
    private static final int PIECE = 8192;

    private final ServerSocket listening;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    HoldingBack(URI behind) throws IOException {
        this.behind = behind;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Background.run(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(behind.getHost(), behind.getPort());
                open.add(client);
                open.add(server);
                Background.run(() -> pass(client, server, false));
                Background.run(() -> pass(server, client, true));
            } catch (IOException e) {
                return; // it was closed
            }
        }
    }

    private void pass(Socket from, Socket to, boolean down) {
        byte[] bytes = new byte[PIECE];
        boolean stream = false;
        boolean held = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                stream |= down && text.contains("text/event-stream");
                if (!held) {
                    out.write(bytes, 0, count);
                }
                held |= stream && text.contains("\"hello\"");
            }
        } catch (IOException e) {
            // one side is gone, and so is the other
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(HoldingBack::close);
    }
}
