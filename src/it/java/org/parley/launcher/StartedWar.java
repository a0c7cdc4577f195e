package org.parley.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.parley.testing.ParleyProcess;

/** The built WAR in a process of its own, as {@code java -jar} starts it. */
final class StartedWar implements AutoCloseable {

    private static final String READY = "Parley is ready: ";
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private StartedWar(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /**
     * Starts it with these options; its standard error goes to a file in {@code folder}, its temporary files to
     * {@code folder}.
     */
    static StartedWar with(Path folder, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ParleyProcess.BRIEF);
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-jar", System.getProperty("parley.tests.war")));
        command.addAll(List.of(options));
        Path errors = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        builder.environment().putAll(environment);
        return new StartedWar(builder.start(), errors);
    }

    /** The address, as soon as it is printed. Fails if the output ends before. */
    String address() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new AssertionError("not ready: " + errors());
    }

    /** Sends SIGTERM, as Ctrl-C or a service manager would. */
    void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close the streams as well
    }

    /** Waits for the end and gives the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    /** What it prints on standard output to its end, without what was read before. */
    List<String> output() {
        return output.lines().toList();
    }

    /** What it has printed on standard error. */
    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
