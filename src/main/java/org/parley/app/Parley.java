package org.parley.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.MBeanServerFactory;
import org.jspecify.annotations.Nullable;
import org.parley.log.StoreException;
import org.parley.transport.websocket.Collaborators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a {@link Node} with the web application, puts its servlets on their addresses, and stops it again. */
public final class Parley implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(Parley.class);

    private @Nullable Node node;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            Settings settings = Settings.ofProcess(parameters(context));
            Home.prepare(settings.home());
            Node started = new Node(settings, Version.of(context));
            node = started;
            new Addresses(context).serve(started);
            MBeanServerFactory.findMBeanServer(null).forEach(beans -> new ConnectorAdvice(beans).log());
        } catch (StoreException e) {
            throw failed(context, new StartException(reason(e)));
        } catch (StartException e) {
            throw failed(context, e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Collaborators.close();
        if (node != null) {
            node.close();
            LOG.info("Closed");
        }
    }

    /** Leaves the reason for whoever started the container; if nobody waits for it, an operator finds it in the log. */
    private static StartException failed(ServletContext context, StartException e) {
        if (context.getAttribute(StartException.ATTRIBUTE) == null) {
            LOG.error("Parley cannot start: {}", e.getMessage());
        }
        context.setAttribute(StartException.ATTRIBUTE, e.getMessage());
        return e;
    }

    private static String reason(StoreException e) {
        StringBuilder reason = new StringBuilder(String.valueOf(e.getMessage()));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            reason.append(": ").append(cause.getMessage());
        }
        return reason.toString();
    }

    private static Map<String, String> parameters(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
    }
}
