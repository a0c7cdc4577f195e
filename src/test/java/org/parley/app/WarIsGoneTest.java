package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Deadline;

/** A container may stop an application whose file was deleted: what was not loaded by then is not to be had. */
class WarIsGoneTest {
    private final Queue<String> missed = new ConcurrentLinkedQueue<>();
    private volatile boolean gone;

    /** Has classes of its own of all that is ours. */
    private final class War extends ClassLoader {
        War() {
            super(WarIsGoneTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.parley.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? find(name) : loaded;
            }
        }

        private Class<?> find(String name) throws ClassNotFoundException {
            if (gone) {
                missed.add(name);
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void closingNeedsNoClassThatWasNotLoaded(@TempDir Path home) throws Exception {
        ClassLoader war = new War();
        Class<?> settings = war.loadClass(Settings.class.getName());
        Object its =
                settings.getDeclaredMethod("ofProcess", Map.class).invoke(null, Map.of("parley.home", home.toString()));
        Constructor<?> constructor = war.loadClass(Node.class.getName()).getDeclaredConstructor(settings, String.class);
        constructor.setAccessible(true);
        AutoCloseable node = (AutoCloseable) constructor.newInstance(its, "1");
        Deadline.usual().await("the start has come to rest", WarIsGoneTest::isAtRest);
        gone = true;
        node.close();
        assertEquals("", String.join("\n", missed));
    }

    /** Whether those who add to the log and deliver it have nothing to do, for a while. */
    private static boolean isAtRest() {
        for (int looks = 0; looks < 10; looks++) {
            if (Thread.getAllStackTraces().keySet().stream().anyMatch(WarIsGoneTest::isBusy)) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }

    private static boolean isBusy(Thread thread) {
        boolean concerned = thread.getName().startsWith("parley-journal")
                || thread.getName().startsWith("parley-feed");
        return concerned
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING;
    }
}
