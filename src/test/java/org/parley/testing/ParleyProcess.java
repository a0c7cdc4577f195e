package org.parley.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The WAR as its users start it, {@code java -jar parley.war}, in a process that can be stopped, or killed. */
public final class ParleyProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);

    /** Options of the JVM: a process that lives for seconds spends half of them on compiling itself well. */
    public static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+$");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final List<Thread> ears = new ArrayList<>();

    private ParleyProcess(Process process) {
        this.process = process;
        inBackground("output", this::readOutput);
        inBackground("errors", () -> read(process.getErrorStream(), output::add));
    }

    private void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name + " of parley " + process.pid());
        thread.setDaemon(true);
        thread.start();
        ears.add(thread);
    }

    /** Starts on a free port with this home; returns when it has printed its address. */
    public static ParleyProcess start(Path home, String... options) {
        return startUnder(List.of(), home, options);
    }

    /** The same below another program: {@code strace -f}, for instance. */
    public static ParleyProcess startUnder(List<String> program, Path home, String... options) {
        List<String> command = new ArrayList<>(program);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(BRIEF);
        command.addAll(List.of("-jar", System.getProperty("parley.tests.war", "target/parley.war")));
        command.addAll(List.of("--port", "0", "--home", home.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        try {
            ParleyProcess parley = new ParleyProcess(builder.start());
            parley.awaitAddress();
            return parley;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        read(process.getInputStream(), line -> {
            output.add(line);
            Matcher url = ADDRESS.matcher(line);
            if (url.find()) {
                address.complete(URI.create(url.group()));
            }
        });
        address.completeExceptionally(new IOException("the process ended"));
    }

    private static void read(InputStream from, Consumer<String> to) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            lines.lines().forEach(to);
        } catch (IOException | UncheckedIOException e) {
            to.accept("the output ended with " + e);
        }
    }

    private void awaitAddress() {
        try {
            address.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            Deadline.usual().await("its last words", () -> ears.stream().noneMatch(Thread::isAlive));
            throw new AssertionError("Parley did not start: " + String.join("\n", output), e);
        }
    }

    public URI address() {
        return address.join();
    }

    /** Everything that it has printed so far. */
    public List<String> output() {
        return output;
    }

    /**
     * SIGKILL: it has no time for anything. Returns when it is gone, and the program that it ran under ended by itself.
     */
    public void kill() {
        List<ProcessHandle> below = process.descendants().toList();
        below.forEach(ProcessHandle::destroyForcibly);
        if (below.isEmpty()) {
            process.destroyForcibly();
        }
        awaitExit();
    }

    /** SIGTERM, what Ctrl-C and service managers do: it ends in order, in its own time. */
    public ParleyProcess stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.toHandle().destroy(); // Process.destroy() would close the streams as well
        return this;
    }

    /** SIGSTOP: it does nothing any more, but keeps all it has, connections included. */
    public void pause() {
        Signals.send("STOP", process.toHandle());
    }

    /** SIGCONT, after {@link #pause}. */
    public void resume() {
        Signals.send("CONT", process.toHandle());
    }

    /** The exit code; fails when the process does not end in time. */
    public int awaitExit() {
        Deadline.in(START).await("the end of the process", () -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
