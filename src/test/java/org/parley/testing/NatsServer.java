package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.Needs;

/** A server of NATS on loopback, which can be killed, held, and started again on the same port. */
public final class NatsServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private static final String LOOPBACK = "127.0.0.1";

    private final List<String> command = new ArrayList<>();
    private final int port = freePort();
    private final String address;
    private Process process;

    private NatsServer(String address, List<String> options) {
        this.address = address;
        Path program = Needs.tool("nats-server", "apt-get install nats-server");
        command.addAll(List.of(program.toString(), "-a", address, "-p", Integer.toString(port)));
        command.addAll(options);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Starts one with these options, or skips the calling test. */
    public static NatsServer begin(String... options) {
        NatsServer server = new NatsServer(LOOPBACK, List.of(options));
        server.start();
        return server;
    }

    /** Starts one that listens at another address of this machine, and nowhere else. */
    public static NatsServer beginAt(String address) {
        NatsServer server = new NatsServer(address, List.of());
        server.start();
        return server;
    }

    /** The same, but it is not started yet. */
    public static NatsServer absent() {
        return new NatsServer(LOOPBACK, List.of());
    }

    /** Where it is: {@code nats://127.0.0.1:PORT}. */
    public String url() {
        return "nats://" + address + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Starts it, on the same port each time; returns when it takes connections. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Deadline.in(START).await("a connection to nats-server", this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("nats-server ended: " + String.join(" ", command));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            Deadline.in(START).await("the end of nats-server", () -> !process.isAlive());
        }
    }

    /** SIGSTOP: it does nothing any more, but keeps all it has, connections included. */
    public void pause() {
        Signals.send("STOP", process.toHandle());
    }

    /** SIGCONT, after {@link #pause}. */
    public void resume() {
        Signals.send("CONT", process.toHandle());
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
