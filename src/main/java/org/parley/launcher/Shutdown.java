package org.parley.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes down what was built up, in reverse. Runs once, as the JVM's shutdown hook, while other threads may still add.
 */
final class Shutdown implements Runnable {

    private final Deque<AutoCloseable> built = new ArrayDeque<>();

    /** Remembers what has just been built; it is closed before everything that was remembered earlier. */
    synchronized void last(AutoCloseable next) {
        built.push(next);
    }

    @Override
    public synchronized void run() {
        while (!built.isEmpty()) {
            close(built.pop());
        }
    }

    private static void close(AutoCloseable next) {
        try {
            next.close();
        } catch (Exception e) {
            Logger.getLogger(Shutdown.class.getName()).log(Level.WARNING, "Something did not close", e);
        }
    }
}
