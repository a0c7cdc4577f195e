package org.parley.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.parley.log.StoreException;

/** Keeps a second Parley out of a home, in this process or another. Released by the system when the process dies. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock. Throws {@link StoreException} with a sentence when the home can't be written or is taken. */
    static HomeLock take(Path home) {
        Path file = Homes.folder(home, "").resolve("parley.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new HomeLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StoreException(Homes.unwritable(home), e);
        }
        throw new StoreException("Another Parley uses the home " + home + " (setting parley.home)", null);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock file could not be closed", e);
        }
    }
}
