package org.parley.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Java 17 remembers of the record whose {@code equals} it made last: its class, in handles shared by all, and so
 * the class loader of an application that has long ended.
 */
final class Records {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private Records() {}

    /** Lets Java make the methods of something of its own, which it then remembers in place of ours. */
    static void forget() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle part = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
            for (MethodType method : List.of(
                    MethodType.methodType(boolean.class, String.class, Object.class),
                    MethodType.methodType(int.class, String.class),
                    MethodType.methodType(String.class, String.class))) {
                ObjectMethods.bootstrap(lookup, name(method), method, String.class, "part", part);
            }
        } catch (Throwable e) {
            LOG.debug("This Java remembers records in another way, or not at all", e);
        }
    }

    private static String name(MethodType method) {
        return method.returnType() == boolean.class
                ? "equals"
                : method.returnType() == int.class ? "hashCode" : "toString";
    }
}
