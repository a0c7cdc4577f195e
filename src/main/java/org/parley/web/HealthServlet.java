package org.parley.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Unread;
import org.parley.log.Code;
import org.parley.log.EventLog;

/**
 * {@code /health/live} and {@code /health/ready}, for whoever watches over nodes and sends clients to them: without a
 * session, and whatever happens to the store.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Readiness readiness;
    private final transient Unread unread;

    /** Tells of a node that reads this log, until it is {@code stopping}. Answers take a place in {@code unread}. */
    public HealthServlet(EventLog log, BooleanSupplier stopping, Unread unread) {
        this.readiness = new Readiness(log, stopping);
        this.unread = unread;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            Answering.now(response, Answer.notAllowed("GET"));
            return;
        }
        switch (String.valueOf(request.getPathInfo())) {
            case "/live" -> Answering.now(response, Answer.ok(Map.of("live", true)));
            case "/ready" -> ready(request);
            default -> Answering.now(response, Answer.problem(Code.NOT_FOUND, "There is no such address."));
        }
    }

    private void ready(HttpServletRequest request) {
        Answering answering = Answering.later(request, unread);
        readiness.ask().thenAccept(answering::answer);
    }
}
