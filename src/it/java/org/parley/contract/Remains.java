package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.testing.Deadline;

/**
 * What an application leaves in the process of its container: threads, open and mapped files, and its class loader,
 * which is there as long as a single object of a single class of it can be reached (a registered driver, say).
 */
final class Remains {
    /** A container may keep what belongs to a connection until that times out. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Path FILES = Path.of("/proc/self/fd");
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private final Path home;
    private final WeakReference<ClassLoader> loader;

    private Remains(Path home, ClassLoader loader) {
        this.home = home;
        this.loader = new WeakReference<>(loader);
    }

    /** Those of the one application that runs in this process, and of its home. */
    static Remains ofWhatRunsIn(Path home) {
        List<Thread> journals = threads(thread -> thread.getName().equals("parley-journal"));
        assertEquals(1, journals.size(), "applications that run");
        return new Remains(home, journals.get(0).getContextClassLoader());
    }

    /** Waits until nothing remains. */
    void awaitNothing() {
        awaitNone("thread", () -> threads(this::isOurs));
        awaitNone("open file", this::open);
        awaitNone("class loader", () -> {
            System.gc();
            return Stream.ofNullable(loader.get()).toList();
        });
        // The JDK unmaps a library on a thread of its own, some time after the loader went.
        awaitNone("mapped file", () -> {
            System.gc();
            return mapped();
        });
    }

    private static void awaitNone(String kind, Supplier<List<?>> remaining) {
        Deadline deadline = Deadline.in(PATIENCE);
        for (String left = told(remaining); !left.isEmpty(); left = told(remaining)) {
            assertFalse(deadline.passed(), kind + " left: " + left);
            Deadline.pause();
        }
    }

    /** In words, which hold nothing. */
    private static String told(Supplier<List<?>> remaining) {
        return remaining.get().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private boolean isOurs(Thread thread) {
        ClassLoader its = thread.getContextClassLoader();
        return thread.getName().startsWith("parley") || (its != null && its == loader.get());
    }

    private static List<Thread> threads(Predicate<Thread> which) {
        return Thread.getAllStackTraces().keySet().stream().filter(which).toList();
    }

    /** Files of the home that are open. */
    private List<Path> open() {
        if (!Files.isDirectory(FILES)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(FILES)) {
            return all.flatMap(Remains::target)
                    .filter(file -> file.startsWith(home))
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

    /** Files of the home that are mapped into memory: the database's library. */
    private List<String> mapped() {
        try {
            return Files.exists(MAPPED)
                    ? Files.readAllLines(MAPPED).stream()
                            .filter(line -> line.contains(home.toString()))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
