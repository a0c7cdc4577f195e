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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.Driver;

/**
 * A PostgreSQL server of the tests' own, on loopback, that syncs as any does; it can be killed, stopped for a while,
 * and started again on what it kept.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final PostgresPrograms programs;
    private final Path data;
    private final int port;
    private final List<String> settings;
    private final AtomicInteger databases = new AtomicInteger();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private Process process;

    private PostgresServer(PostgresPrograms programs, Path data, List<String> settings) {
        this.programs = programs;
        this.data = data;
        this.port = freePort();
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Starts a new one, or skips the calling test. */
    public static PostgresServer begin() {
        return begin(PostgresPrograms.find(), List.of());
    }

    /** The same, which listens at another address of this machine too and trusts whoever comes from its network. */
    public static PostgresServer begin(String address) {
        return begin(PostgresPrograms.find(), List.of("-c", "listen_addresses=127.0.0.1," + address));
    }

    private static PostgresServer begin(PostgresPrograms programs, List<String> settings) {
        Path data = PostgresPrograms.folder("postgres-data");
        programs.run("initdb", "-D", data.toString(), "-U", "parley", "-A", "trust", "-E", "UTF8", "--no-sync");
        PostgresPrograms.trustNeighbours(data);
        PostgresServer server = new PostgresServer(programs, data, settings);
        server.start();
        return server;
    }

    /**
     * Starts a standby of this server, which follows it until it is {@link #promote}d. This one is killed for it, and
     * started again.
     *
     * @param port of 127.0.0.1, where the standby finds this server
     */
    public PostgresServer standby(int port) {
        kill();
        Path copy = PostgresPrograms.copy(data, "postgres-standby");
        start();
        PostgresServer standby = new PostgresServer(
                programs,
                copy,
                List.of("-c", "primary_conninfo=host=127.0.0.1 port=" + port + " user=parley", "-c", "hot_standby=on"));
        standby.start();
        return standby;
    }

    /** From now on each commit waits for a standby; returns when there is one. */
    public void waitForStandby() {
        run(administration(), "alter system set synchronous_standby_names = '*'");
        run(administration(), "select pg_reload_conf()");
        Deadline.in(START)
                .await(
                        "a synchronous standby",
                        () -> is("select count(*) > 0 from pg_stat_replication where sync_state = 'sync'"));
    }

    /** Returns when a standby has replayed all that was committed here so far. */
    public void awaitReplay() {
        String replayed = "select count(*) > 0 from pg_stat_replication where replay_lsn >= '"
                + ask("select pg_current_wal_lsn()") + "'";
        Deadline.in(START).await("that the standby has all", () -> is(replayed));
    }

    /** Makes a standby a primary; returns when it is one. */
    public void promote() {
        run(administration(), "select pg_promote()");
    }

    private boolean is(String question) {
        return ask(question).equals("t");
    }

    private String ask(String question) {
        try (Connection connection = connect(administration());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(question, e);
        }
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
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /**
     * A connection to a database of {@link #database}. {@link java.sql.DriverManager} would not do: it looks for
     * drivers once, and in a container that may be for a web application that takes them away when it ends.
     */
    public static Connection connect(String url) throws SQLException {
        return new Driver().connect(url, new Properties());
    }

    /** The port of 127.0.0.1 where it is. */
    public int port() {
        return port;
    }

    private String administration() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=parley";
    }

    /** SIGKILL, for the server and all its sessions at once. */
    public void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        Deadline.in(START).await("the end of PostgreSQL", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** SIGSTOP, for the server and all its sessions: it does nothing any more, and connections stay as they are. */
    public void pause() {
        Signals.send("STOP", process.toHandle()); // from now on no session comes or goes
        process.descendants().forEach(session -> Signals.send("STOP", session));
    }

    /** Starts it again, on the same port; returns when it takes connections. */
    public void start() {
        try {
            List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
            arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
            arguments.addAll(List.of("-c", "fsync=on"));
            arguments.addAll(settings);
            process = programs.start("postgres", arguments.toArray(String[]::new));
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
        try (Connection connection = connect(administration())) {
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

    /** Kills it for good; what it kept goes too. */
    @Override
    public void close() {
        kill();
        PostgresPrograms.delete(data);
    }
}
