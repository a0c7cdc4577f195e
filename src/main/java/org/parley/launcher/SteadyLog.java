package org.parley.launcher;

import java.util.logging.LogManager;

/**
 * Keeps the log open to the end. The JDK's own manager removes all handlers as soon as the JVM begins to shut down,
 * side by side with our shutdown hook, so that an orderly stop could not be told from a disorderly one.
 */
public final class SteadyLog extends LogManager {

    @Override
    public void reset() {
        // Nothing: the handler writes to the console, which needs no closing.
    }
}
