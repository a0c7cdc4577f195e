package org.parley.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collections;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds everything when the web application starts, and closes it in reverse when it stops. */
public final class Parley implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger(Parley.class);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            Settings settings = Settings.ofProcess(parameters(context));
            Home.prepare(settings.home());
            LOG.info("Home is {}", settings.home());
        } catch (StartException e) {
            context.setAttribute(StartException.ATTRIBUTE, e.getMessage());
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        LOG.info("Closed");
    }

    private static java.util.Map<String, String> parameters(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
    }
}
