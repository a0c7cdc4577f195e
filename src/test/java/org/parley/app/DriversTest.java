package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Method;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.testing.ApplicationLoader;

/** What an application leaves with the JDK's list of drivers keeps all its classes in memory. */
class DriversTest {
    private final ClassLoader application = new ApplicationLoader(List.of("org.parley.", "org.postgresql."), List.of());

    @Test
    void thoseOfTheApplicationAreDeregisteredAndNoOthers() throws Exception {
        Class.forName("org.postgresql.Driver", true, application);
        assertEquals(1L, call(Own.class, "drivers"));
        call(Drivers.class, "deregister");
        assertEquals(0L, call(Own.class, "drivers"));
        assertNotEquals(0L, Own.drivers(), "those of the container stay");
    }

    /** The JDK looks the container's driver up in the application, where its namesake is then loaded and registered. */
    @Test
    void oneThatIsRegisteredByAskingForThemIsDeregisteredToo() throws Exception {
        Class.forName("org.postgresql.Driver");
        call(Drivers.class, "deregister");
        assertEquals(0L, call(Own.class, "drivers"));
    }

    private Object call(Class<?> type, String method) throws Exception {
        Method found = application.loadClass(type.getName()).getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(null);
    }

    /** Asks for drivers from where it was loaded. */
    static final class Own {
        private Own() {}

        static long drivers() {
            return DriverManager.drivers()
                    .filter(driver -> driver.getClass().getClassLoader() == Own.class.getClassLoader())
                    .count();
        }
    }
}
