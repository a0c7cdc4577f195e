package org.parley.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.testing.Deadline;

/** {@code java -jar parley.war copy}, {@code backup} or {@code restore}, in a process of its own. */
final class MovingRun implements AutoCloseable {
    private static final long SECONDS = 120;

    private final Process process;
    private final Path output;
    private final Path errors;

    private MovingRun(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it with these words. */
    static MovingRun start(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("parley.tests.war", "target/parley.war")));
        command.addAll(List.of(words));
        try {
            Path output = Files.createTempFile("parley-moving-", ".out");
            Path errors = Files.createTempFile("parley-moving-", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new MovingRun(process, output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end, which has to be a good one; answers what it printed. */
    static String done(String... words) {
        try (MovingRun run = start(words)) {
            if (run.exitCode() != 0) {
                throw new AssertionError("failed: " + run.errors());
            }
            return read(run.output);
        }
    }

    /** Runs it to its end, which has to be a refusal; answers the one line that says why. */
    static String refused(String... words) {
        try (MovingRun run = start(words)) {
            if (run.exitCode() != 1 || run.errors().lines().count() != 1) {
                throw new AssertionError("not a refusal in one line: " + run.exitCode() + " " + run.errors());
            }
            return run.errors().strip();
        }
    }

    int exitCode() {
        Deadline.in(Duration.ofSeconds(SECONDS)).await("the end of it", () -> !process.isAlive());
        return process.exitValue();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
