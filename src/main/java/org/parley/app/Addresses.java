package org.parley.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.parley.lab.EchoServlet;
import org.parley.lab.HandshakePage;
import org.parley.lab.NotThere;
import org.parley.lab.meters.MetricsServlet;
import org.parley.lab.meters.MetricsToken;
import org.parley.transport.longpolling.LongPollingServlet;
import org.parley.transport.polling.PollingServlet;
import org.parley.transport.sse.SseServlet;
import org.parley.transport.upgrade.UpgradeServlet;
import org.parley.transport.websocket.Collaborators;
import org.parley.transport.websocket.Doorstep;
import org.parley.web.CorsFilter;
import org.parley.web.GuardFilter;
import org.parley.web.NotFound;
import org.parley.web.PageFilter;

/** What answers at which address. */
final class Addresses {
    private final ServletContext context;
    private final Filters filters = new Filters();

    Addresses(ServletContext context) {
        this.context = context;
    }

    void serve(Node node) {
        Farewell farewell = new Farewell(node);
        context.addFilter("farewell", farewell); // to be told of the end
        context.setAttribute(Farewell.ATTRIBUTE, (Runnable) node::drain);
        stand();
        filters.add(new PageFilter(context), "/*");
        servlet("not found", new NotFound(context), "/not-found");
        String installation = node.database.installation();
        filters.add(new CorsFilter(node.origins), "/api/*", "/transport/*", "/client/*");
        filters.add(farewell, "/transport/*", "/lab/echo/*");
        filters.add(GuardFilter.open(node.identity, installation, node.origins), "/api/*");
        filters.add(GuardFilter.closed(node.identity, installation, node.origins, node.tickets), "/transport/*");
        filters.add(new Doorstep(node.arrivals), "/transport/websocket");
        servlet("api", node.api.servlet(), "/api/*");
        servlet(
                "sse",
                new SseServlet(node.feed, node.arrivals, node::afterCloseTimeout, node.meters.transport("sse")),
                "/transport/sse");
        new Collaborators(
                        node.feed,
                        node.intake,
                        node.arrivals,
                        node.partial,
                        node.threads.closers,
                        node.settings.closeTimeout(),
                        node.meters.transport("websocket"))
                .open();
        servlet(
                "upgrade",
                new UpgradeServlet(
                        node.feed,
                        node.intake,
                        node.arrivals,
                        node.connections,
                        node.partial,
                        node.meters.transport("upgrade"),
                        compressFrom(node.settings)),
                "/transport/upgrade");
        servlet(
                "polling",
                new PollingServlet(
                        node.feed, node.messages, node.arrivals, node.meters.transport("polling"), node.unread),
                "/transport/polling");
        servlet(
                "long-polling",
                new LongPollingServlet(
                        node.feed,
                        node.messages,
                        node.arrivals,
                        node.settings.pollMaxHold(),
                        node.meters.transport("long-polling"),
                        node.unread),
                "/transport/long-polling");
        lab(node, installation);
    }

    private static OptionalInt compressFrom(Settings settings) {
        return settings.compression() ? OptionalInt.of(settings.compressionMinBytes()) : OptionalInt.empty();
    }

    private void lab(Node node, String installation) {
        filters.add(new MetricsToken(node.meters, node.settings.metricsToken(), node.unread), "/metrics");
        filters.add(GuardFilter.open(node.identity, installation, node.origins), "/metrics");
        servlet("metrics", new MetricsServlet(node.meters, node.directory, node.unread), "/metrics");
        servlet("handshake", new HandshakePage(), "/lab/handshake");
        if (node.settings.labEcho()) {
            filters.add(GuardFilter.open(node.identity, installation, node.origins), "/lab/echo/*");
            servlet(
                    "echo",
                    new EchoServlet(node.echoes, node.connections, node.settings.compression()),
                    "/lab/echo/upgrade");
            node.echoes.open();
        } else {
            filters.add(new NotThere(), "/lab/echo/*");
        }
    }

    /** Filters stand before those that containers add for their WebSocket, so that these see who calls. */
    private void stand() {
        FilterRegistration.Dynamic registration = context.addFilter("filters", filters);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private void servlet(String name, Servlet servlet, String... patterns) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(patterns);
    }
}
