package org.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log was last seen, kept beside the database: a database that is put back to an older state does not put
 * this back, so that the difference shows. Written at most once a second, without a sync: a mark that lags behind
 * allows what it should.
 */
final class HighWaterMark implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HighWaterMark.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private long written = System.nanoTime() - PAUSE;
    private @Nullable Cursor newest;

    HighWaterMark(Path file) {
        this.file = file;
    }

    /** Whether the log may be here: it was last seen in the same epoch, and no further; or it is new. */
    boolean allows(Cursor head) {
        Optional<Cursor> seen = read();
        boolean allowed = seen.map(mark -> mark.epoch().equals(head.epoch()) && mark.id() <= head.id())
                .orElse(head.id() == 0);
        if (!allowed) {
            LOG.warn(
                    "The log is at {} but was last seen at {}: it was restored or copied, and begins a new epoch",
                    head,
                    seen.map(Cursor::toString).orElse("(no mark)"));
        }
        return allowed;
    }

    /** Whether a log that others write too was seen here before, in the same epoch and further than it is now. */
    boolean isBeyond(Cursor head) {
        return read().filter(mark -> mark.epoch().equals(head.epoch()) && mark.id() > head.id())
                .isPresent();
    }

    /** The log has come so far. */
    synchronized void reached(Cursor head) {
        newest = head;
        if (System.nanoTime() - written >= PAUSE) {
            write();
        }
    }

    @Override
    public synchronized void close() {
        write();
    }

    private void write() {
        if (newest == null) {
            return;
        }
        written = System.nanoTime();
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(next, newest.toString());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("The high-water mark {} could not be written: {}", file, e.toString());
        }
    }

    private Optional<Cursor> read() {
        try {
            return Cursor.parse(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The high-water mark {} could not be read: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
