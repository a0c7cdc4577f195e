package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.parley.testing.Deadline;

/**
 * What an application leaves in the process of its container: threads, open and mapped files, and its class loader,
 * which is there as long as a single object of a single class of it can be reached (a registered driver, say).
 */
final class Remains {
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private final WeakReference<ClassLoader> loader;

    private Remains(ClassLoader loader) {
        this.loader = new WeakReference<>(loader);
    }

    /** Those of the one application that runs in this process. */
    static Remains ofWhatRuns() {
        List<Thread> journals = threads(thread -> thread.getName().equals("parley-journal"));
        assertEquals(1, journals.size(), "applications that run");
        return new Remains(journals.get(0).getContextClassLoader());
    }

    /** Waits until nothing remains. */
    void awaitNothing() {
        Deadline.usual()
                .await(
                        "no thread is left: " + threads(this::isOurs),
                        () -> threads(this::isOurs).isEmpty());
        Deadline.usual().await("no file is left: " + files(), () -> files().isEmpty());
        Deadline.usual().await("no class is left", () -> {
            System.gc();
            return loader.get() == null;
        });
        // The JDK unmaps a library on a thread of its own, some time after the loader went.
        Deadline.usual().await("no file is mapped", () -> {
            System.gc();
            return mapped().isEmpty();
        });
    }

    private boolean isOurs(Thread thread) {
        ClassLoader its = thread.getContextClassLoader();
        return thread.getName().startsWith("parley") || (its != null && its == loader.get());
    }

    private static List<Thread> threads(Predicate<Thread> which) {
        return Thread.getAllStackTraces().keySet().stream().filter(which).toList();
    }

    /** Files that are open in a home. */
    private static List<Path> files() {
        if (!Files.isDirectory(FILES)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(FILES)) {
            return all.flatMap(Remains::target)
                    .filter(file -> isInAHome(file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return Stream.empty(); // closed meanwhile, the one that lists them for instance
        }
    }

    /** Files of a home that are mapped into memory: the database's library. */
    private static List<String> mapped() {
        try {
            return Files.exists(MAPPED)
                    ? Files.readAllLines(MAPPED).stream()
                            .filter(Remains::isInAHome)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInAHome(String text) {
        return text.contains("/target/homes/");
    }
}
