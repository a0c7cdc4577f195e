package org.parley.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the container logs from now on: to its file, or by way of java.util.logging where it is embedded. */
final class ContainerLog implements AutoCloseable {
    private final String file = System.getProperty("parley.tests.container.log", "");
    private final int before = file.isEmpty() ? 0 : lines().size();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Handler ear = new Ear();

    ContainerLog() {
        if (file.isEmpty()) {
            Logger.getLogger("").addHandler(ear);
        }
    }

    /** The lines so far. */
    List<String> newLines() {
        List<String> all = file.isEmpty() ? List.copyOf(heard) : lines(); // more may come at any moment
        return all.subList(before, all.size());
    }

    private List<String> lines() {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(ear);
    }

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord line) {
            heard.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
