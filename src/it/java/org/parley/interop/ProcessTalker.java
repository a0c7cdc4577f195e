package org.parley.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.parley.testing.Deadline;

/** A client in a process of its own. */
final class ProcessTalker implements Talker {
    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final StringBuffer complaints = new StringBuffer();

    ProcessTalker(List<String> command) {
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = process.outputWriter(StandardCharsets.US_ASCII);
        listen(process.getInputStream(), true);
        listen(process.getErrorStream(), false);
    }

    private void listen(InputStream from, boolean tells) {
        Thread thread = new Thread(() -> read(from, tells), "client " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream from, boolean tells) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (tells) {
                    told.add(line);
                } else {
                    complaints.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            complaints.append(e);
        }
    }

    @Override
    public void text(String text) {
        say(Lines.line("text", text));
    }

    @Override
    public void binary(byte[] bytes) {
        say(Lines.line("binary", bytes));
    }

    @Override
    public void close(int code, String reason) {
        say(Lines.line("close " + code, reason));
    }

    private void say(String line) {
        try {
            in.write(line + '\n');
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the client is gone: " + complaints, e);
        }
    }

    @Override
    public Told next(Deadline deadline) {
        try {
            String line = told.poll(deadline.millisLeft(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new AssertionError("the client tells nothing; it complained: " + complaints);
            }
            return Told.of(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
