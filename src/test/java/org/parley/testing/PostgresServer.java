package org.parley.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server of the tests' own, on loopback, that syncs as any does; it can be killed, stopped for a while,
 * and started again on what it kept.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final PostgresPrograms programs;
    private final Path data;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private Process process;

    private PostgresServer(PostgresPrograms programs) {
        this.programs = programs;
        this.data = PostgresPrograms.folder("postgres-data");
        this.port = freePort();
        programs.run("initdb", "-D", data.toString(), "-U", "parley", "-A", "trust", "-E", "UTF8", "--no-sync");
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        start();
    }

    /** Starts a new one, or skips the calling test. */
    public static PostgresServer begin() {
        return new PostgresServer(PostgresPrograms.find());
    }

    /** One for all tests of this process; or skips the calling test. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = begin();
    }

    /** A new, empty database; answers its URL. */
    public String database() {
        String name = "parley" + databases.incrementAndGet();
        run(administration(), "create database " + name);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=parley";
    }

    /** Runs statements in a database of {@link #database}. */
    public void run(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private String administration() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=parley";
    }

    /** SIGKILL, for the server and all its sessions at once. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        Deadline.in(START).await("the end of PostgreSQL", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts it again, on the same port; returns when it takes connections. */
    public void start() {
        try {
            process = programs.start(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(() -> read(process), "output of postgres " + process.pid());
        reader.setDaemon(true);
        reader.start();
        Deadline.in(START).await("a connection: " + output, this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("PostgreSQL ended: " + String.join("\n", output));
        }
        try (Connection connection = DriverManager.getConnection(administration())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void read(Process from) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add("the output ended with " + e);
        }
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
