package org.parley.app;

import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.core.StandardContext;

/**
 * Lets Tomcat start only if the web application did: left alone it would go on without it and answer 404 to everyone.
 */
final class StartWatch implements LifecycleListener, ServletContextAttributeListener {

    private final StandardContext webapp;
    private volatile String reason = "the web application failed; see the log above";

    /** Watches this one, which has not started yet. */
    StartWatch(StandardContext webapp) {
        this.webapp = webapp;
    }

    /**
     * The attribute is there from the start, empty, so that the web application knows that its reason is waited for.
     */
    @Override
    public void attributeReplaced(ServletContextAttributeEvent event) {
        if (event.getName().equals(StartException.ATTRIBUTE)) {
            reason = String.valueOf(event.getServletContext().getAttribute(StartException.ATTRIBUTE));
        }
    }

    /** Called by the engine, which starts before its connectors let requests in. */
    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.AFTER_START_EVENT)
                && !webapp.getState().isAvailable()) {
            throw new StartException(reason);
        }
    }
}
