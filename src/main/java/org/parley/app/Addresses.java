package org.parley.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import org.parley.http.Departure;
import org.parley.lab.EchoServlet;
import org.parley.lab.LabPage;
import org.parley.lab.NotThere;
import org.parley.lab.compare.CompareServlet;
import org.parley.lab.compare.Venues;
import org.parley.lab.doctor.LongAnswerServlet;
import org.parley.lab.doctor.ReportsServlet;
import org.parley.lab.doctor.SeenServlet;
import org.parley.lab.doctor.SilenceServlet;
import org.parley.lab.handshake.AttemptServlet;
import org.parley.lab.meters.MetricsServlet;
import org.parley.lab.meters.MetricsToken;
import org.parley.transport.longpolling.LongPollingServlet;
import org.parley.transport.polling.PollingServlet;
import org.parley.transport.sse.SseServlet;
import org.parley.transport.upgrade.UpgradeServlet;
import org.parley.transport.websocket.Collaborators;
import org.parley.transport.websocket.Doorstep;
import org.parley.transport.websocket.EarlyFilter;
import org.parley.web.CorsFilter;
import org.parley.web.GuardFilter;
import org.parley.web.HealthServlet;
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
        filters.add(farewell, "/transport/*", "/lab/echo/*", "/lab/compare/*");
        filters.add(GuardFilter.open(node.identity, installation, node.origins), "/api/*");
        filters.add(
                GuardFilter.closed(node.identity, installation, node.origins, node.tickets, node.arrivals::turnedAway),
                "/transport/*");
        filters.add(new Doorstep(node.arrivals), "/transport/websocket");
        servlet("health", new HealthServlet(node.journal.log(), node.feed::isDraining, node.unread), "/health/*");
        servlet("api", node.api.servlet(), "/api/*");
        servlet(
                "sse",
                new SseServlet(
                        node.feed,
                        node.arrivals,
                        node::afterCloseTimeout,
                        new Departure(node.threads::after),
                        node.meters.transport("sse")),
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
                        Bounds.compressFrom(node.settings)),
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

    private void lab(Node node, String installation) {
        filters.add(new MetricsToken(node.meters, node.settings.metricsToken(), node.unread), "/metrics");
        filters.add(GuardFilter.open(node.identity, installation, node.origins), "/metrics");
        servlet("metrics", new MetricsServlet(node.meters, node.directory, node.unread), "/metrics");
        servlet("compare page", new LabPage("index"), "/lab/");
        servlet("browser page", new LabPage("browser"), "/lab/browser");
        servlet("handshake page", new LabPage("handshake"), "/lab/handshake");
        servlet("doctor page", new LabPage("doctor"), "/lab/doctor");
        servlet("reports page", new LabPage("reports"), "/lab/reports");
        doctor(node, installation);
        compare(node, installation);
        if (node.settings.labEcho()) {
            filters.add(GuardFilter.open(node.identity, installation, node.origins), "/lab/echo/*");
            filters.add(new EarlyFilter(), "/lab/echo/websocket");
            servlet(
                    "echo",
                    new EchoServlet(node.echoes, node.connections, node.settings.compression()),
                    "/lab/echo/upgrade");
            servlet(
                    "attempt",
                    new AttemptServlet(
                            context.getContextPath() + "/lab/echo/upgrade", node.threads.attempts, node.unread),
                    "/lab/echo/attempt");
            node.echoes.open();
        } else {
            filters.add(new NotThere(), "/lab/echo/*");
        }
    }

    private void doctor(Node node, String installation) {
        String[] guarded = {"/lab/doctor/seen", "/lab/doctor/answer", "/lab/doctor/silence", "/lab/doctor/reports"};
        filters.add(GuardFilter.open(node.identity, installation, node.origins), guarded);
        servlet("doctor", new SeenServlet(Clock.systemUTC()), "/lab/doctor/seen");
        servlet("long answer", new LongAnswerServlet(node.unread), "/lab/doctor/answer");
        servlet("silence", new SilenceServlet(node.threads::after, node.unread), "/lab/doctor/silence");
        servlet(
                "reports",
                new ReportsServlet(
                        node.reports,
                        node.settled,
                        node.directory,
                        node.reporting,
                        node.partial,
                        node.unread,
                        Clock.systemUTC()),
                "/lab/doctor/reports");
    }

    private void compare(Node node, String installation) {
        if (node.settings.labCompare()) {
            filters.add(GuardFilter.open(node.identity, installation, node.origins), "/lab/compare/run");
            filters.add(node.labLogs.filter(), Venues.PATH + "/*");
            servlet("compare", new CompareServlet(node.comparisons, node.unread), "/lab/compare/run");
            servlet("lab log", node.labLogs.servlet(), LabLogs.SERVED);
        } else {
            filters.add(new NotThere(), "/lab/compare/*");
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
