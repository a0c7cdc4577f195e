package org.parley.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Starts Parley without a container. The launcher calls it with the unpacked WAR; what it returns stops it again. Logs
 * go to standard error; the address is the last line on standard output.
 */
public final class Main {

    private Main() {}

    /**
     * Starts Parley, or answers {@code --help} or {@code --version}. Ends the process with 1, after one line that says
     * why, if it cannot start.
     *
     * @param webapp the unpacked WAR, in a folder of its own: work files go beside it
     * @return what stops it in order, or null if nothing was started
     */
    public static @Nullable AutoCloseable start(Path webapp, String[] arguments) {
        List<String> options = List.of(arguments);
        if (options.contains("--help")) {
            Help.print(utf8());
            return null;
        }
        if (options.contains("--version")) {
            utf8().println("Parley " + version(webapp));
            return null;
        }
        try {
            return start(webapp, Source.commandLine(options));
        } catch (StartException e) {
            System.err.println("Parley cannot start: " + e.getMessage());
            System.exit(1);
            return null;
        }
    }

    private static AutoCloseable start(Path webapp, Source commandLine) {
        ConsoleLog.install();
        Heap.giveBack();
        Settings settings = Settings.load(Settings.processAnd(commandLine));
        EmbeddedTomcat tomcat = EmbeddedTomcat.start(settings, webapp, commandLine.asContextParameters());
        utf8().println("Parley is ready: " + tomcat.address());
        return tomcat;
    }

    private static String version(Path webapp) {
        try (InputStream file = Files.newInputStream(webapp.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(file).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream utf8() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }
}
