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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.testing.Background;

/**
 * A relay that passes everything, until in one direction of a connection something was said: nothing passes after it.
 */
final class MeddlingRelay implements AutoCloseable {
    private static final int PIECE = 8192;

    /**
     * What it breaks.
     *
     * @param down whether in what the server says, else in what the browser says
     * @param until what still passes ends with this
     * @param cut whether the connection ends there, else it is only silent from then on
     */
    record Break(boolean down, Pattern until, boolean cut) {
        static Break silentAfterServerSaid(String until) {
            return new Break(true, Pattern.compile(until, Pattern.DOTALL), false);
        }

        static Break silentAfterBrowserSaid(String until) {
            return new Break(false, Pattern.compile(until, Pattern.DOTALL), false);
        }

        static Break cutAfterServerSaid(String until) {
            return new Break(true, Pattern.compile(until, Pattern.DOTALL), true);
        }
    }

    private final ServerSocket listening;
    private final URI behind;
    private final Break broken;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    MeddlingRelay(URI behind, Break broken) throws IOException {
        this.behind = behind;
        this.broken = broken;
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
        StringBuilder said = new StringBuilder();
        boolean silent = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                int passing = silent ? 0 : count;
                if (down == broken.down && !silent) {
                    int before = said.length();
                    said.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
                    Matcher matcher = broken.until.matcher(said);
                    silent = matcher.find();
                    passing = silent ? Math.max(0, matcher.end() - before) : count;
                }
                out.write(bytes, 0, passing);
                if (silent && broken.cut) {
                    break;
                }
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
        open.forEach(MeddlingRelay::close);
    }
}
