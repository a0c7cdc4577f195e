package org.parley.app;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database drivers that came with the WAR; registered with the JDK, they would keep it in memory after an undeploy.
 */
final class Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {}

    /**
     * Deregisters them. To be asked for drivers, the JDK looks up the name of each that the container has registered
     * among the application's classes; one that the WAR has too is loaded by that, and registers itself. So it is asked
     * twice, and who is deregistered are those whom the second answer knows.
     */
    static void deregister() {
        DriverManager.getDrivers();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == Drivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    LOG.warn("The driver {} stays registered: {}", driver, e.getMessage());
                }
            }
        }
    }
}
