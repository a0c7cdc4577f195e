package org.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts the WAR it lies in: unpacks it into a new folder that only this user can read ({@link Unpacking}), loads the
 * embedded Tomcat from {@code WEB-INF/launcher}, hands over to {@code org.parley.app.Main}, and takes everything down
 * when the process is told to stop.
 *
 * <pre>
 * platform loader ◀─ Tomcat's jars ◀─┬─ classes.jar: Main and Settings, for the start
 *                                    └─ the web application, as in any container
 * </pre>
 *
 * When the first argument is {@code bench}, it runs {@code org.parley.lab.bench.Bench} instead, and when it is
 * {@code copy}, {@code backup} or {@code restore}, {@code org.parley.moving.Moving}: they need no Tomcat but the web
 * application's own libraries.
 */
public final class Launcher {
    private static final Set<String> MOVING = Set.of("copy", "backup", "restore");

    private Launcher() {}

    /**
     * Runs Parley until the process gets a signal. Exits with 1 when it cannot start.
     *
     * @param arguments what {@code --help} lists
     */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", SteadyLog.class.getName());
        try {
            run(arguments);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("parley-run-");
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "parley-shutdown"));
        shutdown.last(() -> delete(folder));
        Path webapp = Files.createDirectory(folder.resolve("webapp"));
        Unpacking.of(war(), webapp);

        String command = arguments.length > 0 ? arguments[0] : "";
        if (command.equals("bench")) {
            run("org.parley.lab.bench.Bench", webapp, shutdown, Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (MOVING.contains(command)) {
            run("org.parley.moving.Moving", webapp, shutdown, arguments);
            return;
        }
        URLClassLoader tomcat =
                new URLClassLoader(jars(webapp, "WEB-INF/launcher"), ClassLoader.getPlatformClassLoader());
        shutdown.last(tomcat);
        URL[] classes = {url(Unpacking.classes(webapp))};
        URLClassLoader start = new URLClassLoader(classes, tomcat);
        shutdown.last(start);
        Thread.currentThread().setContextClassLoader(tomcat);
        Object running = start.loadClass("org.parley.app.Main")
                .getMethod("start", Path.class, String[].class)
                .invoke(null, webapp, arguments);
        if (running != null) {
            shutdown.last((AutoCloseable) running);
            Thread.currentThread().join(); // until the shutdown hook ends the process
        }
    }

    private static void run(String command, Path webapp, Shutdown shutdown, String[] arguments) throws Exception {
        List<URL> classes = new ArrayList<>(List.of(url(Unpacking.classes(webapp))));
        classes.addAll(List.of(jars(webapp, "WEB-INF/lib")));
        URLClassLoader loader = new URLClassLoader(classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        shutdown.last(loader);
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(command).getMethod("start", Path.class, String[].class).invoke(null, war(), arguments);
    }

    private static Path war() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static URL[] jars(Path webapp, String folder) throws IOException {
        try (Stream<Path> files = Files.list(webapp.resolve(folder))) {
            return files.map(Launcher::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
