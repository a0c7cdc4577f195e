package org.parley.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** A TCP relay that counts what it passes on. Knows nothing of HTTP but what a connection's first bytes say. */
public final class CountingRelay implements AutoCloseable {
    private final ServerSocket server;
    private final URI behind;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "counting relay");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Passage> passages = new CopyOnWriteArrayList<>();

    /** One connection's counts. */
    private static final class Passage {
        final AtomicLong up = new AtomicLong();
        final AtomicLong down = new AtomicLong();
        volatile String first = "";

        /** Whether it is one of the run's own, not of its preparation, which uses the JDK's client. */
        boolean isOfTheRun() {
            return !first.isEmpty() && !first.contains("Java-http-client");
        }

        /** Whether its answer goes on: a server does not look for the peer's end then, and talks to nobody. */
        boolean isHeld() {
            return first.startsWith("GET /transport/sse") || first.startsWith("GET /transport/long-polling");
        }
    }

    /** Relays to the host and port of a URL, from a port of its own. */
    public CountingRelay(URI behind) throws IOException {
        this.behind = behind;
        this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Its own URL. */
    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** Bytes that clients sent so far. */
    public long up() {
        return sum(passage -> passage.up.get());
    }

    /** Bytes that they were sent so far. */
    public long down() {
        return sum(passage -> passage.down.get());
    }

    private long sum(ToLongFunction<Passage> count) {
        return passages.stream().filter(Passage::isOfTheRun).mapToLong(count).sum();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket target = new Socket(behind.getHost(), behind.getPort());
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                Passage passage = new Passage();
                passages.add(passage);
                threads.execute(() -> copy(client, target, passage, passage.up));
                threads.execute(() -> copy(target, client, passage, passage.down));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to, Passage passage, AtomicLong count) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (count == passage.up && count.get() == 0) {
                    passage.first = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                }
                count.addAndGet(read); // first, so that nobody can have what is not counted
                out.write(buffer, 0, read);
            }
            if (count == passage.up && passage.isHeld()) {
                close(from, to);
            } else {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            close(from, to); // one side is gone
        }
    }

    private static void close(Socket... sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
