package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

/** An application ends whose records were compared: Java keeps none of its classes. */
class RecordsTest {
    /** Where the class path has the container. */
    private static final ClassLoader OUTSIDE = RecordsTest.class.getClassLoader();

    @Test
    void noRecordStaysWhereTheContainerIsOnTheClassPath() throws Exception {
        awaitGone(applicationThatEnded(OUTSIDE));
    }

    @Test
    void noRecordStaysWhereTheContainerHasALoaderOfItsOwn() throws Exception {
        try (URLClassLoader container = new Apart(OUTSIDE, "jakarta.servlet.")) {
            awaitGone(applicationThatEnded(container));
        }
    }

    private static WeakReference<ClassLoader> applicationThatEnded(ClassLoader container) throws Exception {
        try (URLClassLoader loader = new Apart(container, "org.parley.app.")) {
            Class<?> application = loader.loadClass(Application.class.getName());
            assertNotSame(Application.class, application);
            application
                    .asSubclass(Runnable.class)
                    .getConstructor()
                    .newInstance()
                    .run();
            return new WeakReference<>(loader);
        }
    }

    private static void awaitGone(WeakReference<ClassLoader> loader) {
        Deadline deadline = Deadline.usual();
        System.gc();
        while (loader.get() != null) {
            assertFalse(deadline.passed(), "the class loader is still there");
            Deadline.pause();
            System.gc();
        }
    }

    /** What runs within the loader that should go. */
    public static final class Application implements Runnable {
        private record Inner(int number) {}

        private record Outer(Inner inner) {}

        /** Records of records, so that Java remembers both kinds: what is compared, and what it is made of. */
        @Override
        public void run() {
            List<Outer> some = new ArrayList<>(
                    Stream.of(1, 2).map(n -> new Outer(new Inner(n))).toList());
            if (some.get(0).equals(some.get(1))
                    || some.hashCode() == 0
                    || some.toString().isEmpty()) {
                throw new AssertionError(some);
            }
            Records.forget();
        }
    }

    /** Has these classes itself, and all others from its parent. */
    private static final class Apart extends URLClassLoader {
        private final String own;

        Apart(ClassLoader parent, String own) throws IOException {
            super(classPath(), parent);
            this.own = own;
        }

        private static URL[] classPath() throws IOException {
            List<URL> all = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                all.add(Path.of(entry).toUri().toURL());
            }
            return all.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return name.startsWith(own)
                        ? loaded == null ? findClass(name) : loaded
                        : super.loadClass(name, resolve);
            }
        }
    }
}
