package org.parley.lab.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.parley.testing.ApplicationLoader;

/** A container may hide from its applications which of the JDK's packages are not Java's own, as WildFly does. */
class HiddenHotSpotTest {
    private final ClassLoader application =
            new ApplicationLoader(List.of("org.parley."), List.of("com.sun.management."));

    @Test
    void whatItWouldTellIsLeftOut() throws Exception {
        assertEquals(Set.of("parley.heap.used", "parley.threads"), names(binder(application)));
        Set<String> all = names(binder(getClass().getClassLoader()));
        assertEquals(Set.of("parley.heap.used", "parley.threads", "parley.allocated", "process.cpu"), all);
    }

    @Test
    void whatAComparisonTakesIsUnknown() throws Exception {
        assertEquals(Optional.empty(), sample(application));
        assertNotNull(((Optional<?>) sample(getClass().getClassLoader())).orElseThrow());
    }

    private static Set<String> names(MeterBinder binder) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        binder.bindTo(registry);
        Set<String> names = new TreeSet<>();
        registry.getMeters().stream().map(Meter::getId).forEach(id -> names.add(id.getName()));
        return names;
    }

    private static MeterBinder binder(ClassLoader loader) throws Exception {
        var constructor =
                loader.loadClass("org.parley.lab.meters.ProcessMeters").getDeclaredConstructor();
        constructor.setAccessible(true);
        return (MeterBinder) constructor.newInstance();
    }

    private static Object sample(ClassLoader loader) throws Exception {
        Method costs = loader.loadClass("org.parley.lab.compare.OwnCosts").getDeclaredMethod("ofThisProcess");
        costs.setAccessible(true);
        Method sample = loader.loadClass("org.parley.lab.load.ServerCosts").getMethod("sample");
        sample.setAccessible(true);
        return sample.invoke(costs.invoke(null));
    }
}
