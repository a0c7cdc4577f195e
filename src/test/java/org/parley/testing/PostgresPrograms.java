package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.parley.Needs;

/**
 * The programs of a PostgreSQL server: those that the profile {@code tests} brought, else the system's. They refuse to
 * run as root, so root runs them as {@code nobody}.
 */
final class PostgresPrograms {
    private static final Path SYSTEM = Path.of("/usr/lib/postgresql");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path bin;

    private PostgresPrograms(Path bin) {
        this.bin = bin;
    }

    /** Finds them, or skips the calling test. */
    static PostgresPrograms find() {
        if (ROOT) {
            Needs.tool("setpriv", "apt-get install util-linux");
        }
        return new PostgresPrograms(archive()
                .map(PostgresPrograms::unpack)
                .or(PostgresPrograms::system)
                .orElseGet(() -> Needs.missing(
                        "There is no PostgreSQL server; run with -Ptests, or apt-get install postgresql")));
    }

    /** Runs one of them to its end. */
    void run(String program, String... arguments) {
        try {
            Process process = start(program, arguments);
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(program + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts one of them. */
    Process start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(bin.toFile())
                .start();
    }

    /** A new folder that belongs to whoever runs them, and goes when this process ends. */
    static Path folder(String name) {
        try {
            Path folder = Files.createTempDirectory("parley-" + name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            if (ROOT) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever comes from a network that the server itself is in needs no password. */
    static void trustNeighbours(Path data) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), "\nhost all all samenet trust\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a server's data that begins as a standby, in such a folder. */
    static Path copy(Path data, String name) {
        Path copy = folder(name);
        await("cp", "-a", data + "/.", copy.toString());
        await(
                "cp",
                "-p",
                copy.resolve("PG_VERSION").toString(),
                copy.resolve("standby.signal").toString());
        copy.resolve("postmaster.pid").toFile().delete();
        return copy;
    }

    private static Optional<Path> archive() {
        Path folder = Path.of(System.getProperty("parley.tests.postgres", "target/postgres"));
        try (Stream<Path> files =
                Files.find(folder, 2, (file, about) -> file.toString().endsWith(".txz"))) {
            return files.max(Comparator.naturalOrder());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Path unpack(Path archive) {
        Needs.tool("xz", "apt-get install xz-utils");
        Path folder = folder("postgres-programs");
        await("tar", "-xJf", archive.toAbsolutePath().toString(), "-C", folder.toString());
        return folder.resolve("bin");
    }

    private static void await(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<Path> system() {
        try (Stream<Path> versions = Files.list(SYSTEM)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes such a folder now. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println(folder + " stays: " + e);
        }
    }
}
