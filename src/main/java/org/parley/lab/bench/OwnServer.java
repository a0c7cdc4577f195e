package org.parley.lab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.parley.lab.load.Target;

/**
 * A Parley for one load run: the same WAR in a process of its own, so that what it takes can be told from what the
 * clients take; on a free port of this machine, with a home that goes with it. What may be limited for one user or
 * address is not, since all clients are the same few users from one address.
 */
final class OwnServer implements AutoCloseable {
    private static final String READY = "Parley is ready: ";
    private static final List<String> UNLIMITED = List.of(
            "--commands-per-second", "100000",
            "--commands-burst", "100000",
            "--sign-ins-per-address", "100000",
            "--sockets-per-user", "10000",
            "--poll-max-parked", "1000");

    private final Process process;
    private final Path folder;
    private final Target target;

    /** Starts it from this WAR; {@code token} opens its meters. */
    OwnServer(Path war, String token) {
        try {
            folder = Files.createTempDirectory("parley-bench-");
            process = new ProcessBuilder(command(war, token))
                    .redirectError(folder.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "parley-bench-server"));
            target = Target.of(address());
        } catch (IOException e) {
            throw new BenchException("the server could not be started: " + e.getMessage());
        }
    }

    private List<String> command(Path war, String token) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", war.toString()));
        command.addAll(List.of("--port", "0", "--bind", "127.0.0.1", "--metrics-token", token));
        command.addAll(List.of("--home", folder.resolve("home").toString()));
        command.addAll(UNLIMITED);
        return command;
    }

    private String address() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        List<String> log = Files.readAllLines(folder.resolve("log"));
        throw new BenchException("the server did not start: " + (log.isEmpty() ? "" : log.get(log.size() - 1)));
    }

    Target target() {
        return target;
    }

    /** Stops it, and deletes its home. Happens at Ctrl-C too; may be called twice. */
    @Override
    public synchronized void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new BenchException(folder + " could not be deleted: " + e.getMessage());
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
