package org.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way over TCP to a server on loopback, whatever the two speak. It can be cut, and can fall silent, until it is
 * mended. Threads of its own; its methods are for any.
 */
public final class Cable implements AutoCloseable {
    private static final int PIECE = 8192;

    private final ServerSocket listening;
    private volatile int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    private enum State {
        WHOLE,
        SILENT,
        CUT
    }

    private Cable(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
    }

    /** A way to whoever listens at this port of 127.0.0.1, now or later. */
    public static Cable to(int server) {
        try {
            Cable cable = new Cable(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server);
            Background.run(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of 127.0.0.1 where it begins. */
    public int port() {
        return listening.getLocalPort();
    }

    /** The same URL of the server, by this way. */
    public String by(String url) {
        return url.replace(":" + server, ":" + port());
    }

    /** Who comes from now on is led to whoever listens at this port of 127.0.0.1. */
    public void leadTo(int another) {
        server = another;
    }

    /** Nothing passes any more, and nobody is told; what is sent arrives once it is mended. */
    public synchronized void silence() {
        state = State.SILENT;
    }

    /** Connections end on both sides, and new ones end at once. */
    public void cut() {
        become(State.CUT);
        open.forEach(Cable::reset);
    }

    /** All passes again. */
    public void mend() {
        become(State.WHOLE);
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                Background.run(() -> connect(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try (client;
                Socket to = passes() ? new Socket(InetAddress.getLoopbackAddress(), server) : new Socket()) {
            if (to.isConnected()) {
                open.add(to);
                client.setTcpNoDelay(true);
                to.setTcpNoDelay(true);
                Background.run(() -> pump(to, client));
                pump(client, to);
                open.remove(to);
            }
        } catch (IOException e) {
            // The server is not there, or one of them ended.
        } finally {
            reset(client);
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0 && passes(); count = in.read(piece)) {
                out.write(piece, 0, count);
            }
        } catch (IOException e) {
            // One of them ended.
        } finally {
            reset(from);
            reset(to);
        }
    }

    /** Waits while it is silent; answers whether it is whole. */
    private synchronized boolean passes() {
        try {
            while (state == State.SILENT) {
                wait();
            }
            return state == State.WHOLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
