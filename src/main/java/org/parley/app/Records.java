package org.parley.app;

import jakarta.servlet.ServletContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Java remembers of the record whose {@code equals} it made last: its class, in handles shared by all, and so the
 * class loader of an application that has long ended. Java 17 does so for good, later ones until memory is scarce.
 */
final class Records {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private Records() {}

    /**
     * Lets Java make the methods of classes that are not ours, which it then remembers in place of ours. Later Javas
     * have two places: one for classes that are always there, as the container's may be, and one for all others. The
     * container's comes last, as up to Java 23 a new loader remembers whose code made it.
     */
    static void forget() {
        for (Class<?> other : List.of(passing(), ServletContext.class)) {
            try {
                remember(other);
            } catch (Throwable e) {
                LOG.debug("This Java remembers records in another way, or not at all", e);
            }
        }
    }

    /** A class with a loader of its own that nobody else needs. */
    private static Class<?> passing() {
        ClassLoader loader = new URLClassLoader(new URL[0], null);
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                .getClass();
    }

    private static void remember(Class<?> type) throws Throwable {
        MethodHandle part = MethodHandles.identity(type);
        for (MethodType method : List.of(
                MethodType.methodType(boolean.class, type, Object.class),
                MethodType.methodType(int.class, type),
                MethodType.methodType(String.class, type))) {
            ObjectMethods.bootstrap(MethodHandles.lookup(), name(method), method, type, "part", part);
        }
    }

    private static String name(MethodType method) {
        return method.returnType() == boolean.class
                ? "equals"
                : method.returnType() == int.class ? "hashCode" : "toString";
    }
}
