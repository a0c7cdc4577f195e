package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes of the tests' own. */
final class Signals {
    private Signals() {}

    /** Sends one, such as {@code STOP}; fails if it can't be sent. */
    static void send(String name, ProcessHandle to) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("no signal " + name + " to " + to.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
