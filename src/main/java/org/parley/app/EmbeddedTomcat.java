package org.parley.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Container;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;

/** A Tomcat with nothing but Parley in it. */
final class EmbeddedTomcat implements AutoCloseable {

    static {
        Registry.disableRegistry(); // nobody looks at Tomcat's beans, and to describe them takes a while
    }

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector;
    private final String host;
    private final Optional<Valve> proxies;
    private final Workers workers = Workers.usual();

    private EmbeddedTomcat(Settings settings) {
        connector = Connectors.create(settings, workers);
        host = settings.bind();
        proxies = TrustedProxies.in(settings);
    }

    /**
     * Binds the port, starts the web application, then lets requests in.
     *
     * @param webapp the unpacked WAR, with {@code classes.jar} and {@code rest.jar} beside it, as Tomcat's work folder
     *     will be
     * @param parameters context parameters for the web application
     * @throws StartException if the port is taken, or the web application says why it cannot start
     */
    static EmbeddedTomcat start(Settings settings, Path webapp, Map<String, String> parameters) {
        EmbeddedTomcat embedded = new EmbeddedTomcat(settings);
        embedded.assemble(webapp, parameters);
        try {
            embedded.tomcat.start();
            return embedded;
        } catch (LifecycleException e) {
            embedded.close();
            throw reason(settings, e);
        }
    }

    /** Where a browser on this machine finds it. */
    String address() {
        return connector.getScheme() + "://" + Connectors.reachable(host) + ":" + connector.getLocalPort() + "/";
    }

    /** Stops in order: everybody is told, no more connections, the web application, the connections that are left. */
    @Override
    public void close() {
        farewell();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void farewell() {
        for (Container child : tomcat.getHost().findChildren()) {
            Object farewell = ((StandardContext) child).getServletContext().getAttribute(Farewell.ATTRIBUTE);
            if (farewell instanceof Runnable run) {
                run.run();
            }
        }
    }

    private static StartException reason(Settings settings, Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root instanceof StartException known ? known : Connectors.refused(settings, root);
    }

    private void assemble(Path webapp, Map<String, String> parameters) {
        tomcat.setBaseDir(webapp.resolveSibling("work").toString());
        tomcat.setConnector(connector);
        StandardHost host = (StandardHost) tomcat.getHost();
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        host.getPipeline().addValve(errors);
        proxies.ifPresent(host.getPipeline()::addValve);
        host.setAutoDeploy(false);
        host.setDeployOnStartup(false);

        StandardContext context = context(host, webapp);
        parameters.forEach(context::addParameter);
        // Commands are taken in parts, so a part may be small: 6 KB of buffers for each session instead of 48.
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", "1536");
        context.addParameter("org.apache.tomcat.websocket.textBufferSize", "512");
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", "512");
        context.getServletContext().setAttribute(StartException.ATTRIBUTE, ""); // a reason is waited for
        StartWatch watch = new StartWatch(context);
        context.addApplicationEventListener(watch);
        tomcat.getEngine().addLifecycleListener(watch);
    }

    private StandardContext context(StandardHost host, Path webapp) {
        ContextConfig config = new EndpointSearch();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        StandardContext context = (StandardContext) tomcat.addWebapp(host, "", webapp.toString(), config);
        context.setResources(Resources.of(context, webapp));
        Wrapper files = Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        files.setOverridable(true);
        // All files have the time of the build, which is the same for each: only what is in them tells them apart.
        files.addInitParameter("useStrongETags", "true");
        context.addServletMapping("/", "default");
        context.addWelcomeFile("index.html");
        Tomcat.addDefaultMimeTypeMappings(context);
        context.setParentClassLoader(Tomcat.class.getClassLoader());
        // The process ends with the application, and looking for what it leaks would warn about the JDK.
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        return context;
    }
}
