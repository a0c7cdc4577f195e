package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps apart tests that need the machine's network interfaces to stay as they are, and those that make and remove
 * some, in all JVMs of a build: a browser drops whatever it is loading then (ERR_NETWORK_CHANGED), from loopback too.
 * One of them at a time in a JVM.
 */
public final class NetworkInterfaces implements AutoCloseable {
    private final FileLock lock;

    private NetworkInterfaces(boolean shared) {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            FileChannel file = FileChannel.open(
                    target.resolve("network-interfaces.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            lock = file.lock(0, Long.MAX_VALUE, shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nobody changes them; until it is closed nobody does. */
    public static NetworkInterfaces steady() {
        return new NetworkInterfaces(true);
    }

    /** Waits until nobody needs them steady; until it is closed nobody may. */
    public static NetworkInterfaces changing() {
        return new NetworkInterfaces(false);
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
