package org.parley.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The log of the start by {@code java -jar}: short lines on standard error. When a start fails for a known reason, what
 * the container has to say about it is left out, for {@link Main} says it in one line.
 */
final class ConsoleLog extends Handler {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String CONTAINER = "org.apache";

    /** Held here, for the JDK forgets the level of a logger that nobody holds. */
    private static final Logger CONTAINER_LOGGER = Logger.getLogger(CONTAINER);

    private final Formatter messages = new SimpleFormatter();
    private volatile boolean failed;

    private ConsoleLog() {}

    /** Makes it the only log, unless the user has configured {@code java.util.logging} with a file. */
    static void install() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ConsoleLog());
        CONTAINER_LOGGER.setLevel(Level.WARNING);
    }

    @Override
    public void publish(LogRecord line) {
        String logger = String.valueOf(line.getLoggerName());
        failed = failed || isKnown(line.getThrown());
        if (failed && logger.startsWith(CONTAINER)) {
            return;
        }
        String level = line.getLevel().equals(Level.INFO) ? "" : line.getLevel().getName() + " ";
        String name = logger.substring(logger.lastIndexOf('.') + 1);
        System.err.println(TIME.format(line.getInstant()) + " " + level + name + ": " + messages.formatMessage(line)
                + trace(line.getThrown()));
    }

    @Override
    public void flush() {
        System.err.flush();
    }

    @Override
    public void close() {
        flush();
    }

    /** Compares names, for the web application has its own copy of the class. */
    private static boolean isKnown(@Nullable Throwable thrown) {
        return thrown != null && thrown.getClass().getName().equals(StartException.class.getName());
    }

    private static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return System.lineSeparator() + trace.toString().strip();
    }
}
