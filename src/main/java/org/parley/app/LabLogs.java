package org.parley.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.lab.compare.Venue;
import org.parley.lab.compare.Venues;
import org.parley.log.Code;

/**
 * The Lab's log, while there is one: opened for a run, served at addresses that are there all the time. Thread-safe.
 */
final class LabLogs implements Venues {
    /** All addresses that a servlet answers; the container's WebSocket answers one more. */
    static final String[] SERVED = {
        PATH + "/transport/upgrade",
        PATH + "/transport/sse",
        PATH + "/transport/long-polling",
        PATH + "/transport/polling",
        PATH + "/api/*"
    };

    private final Node node;
    private final AtomicReference<@Nullable LabLog> current = new AtomicReference<>();

    /** Logs that share threads, memory and deadlines of this node, and nothing else. */
    LabLogs(Node node) {
        this.node = node;
    }

    @Override
    public Venue open(int rooms, int people) {
        LabLog log = new LabLog(node, () -> current.set(null));
        try {
            log.enter(rooms, people);
            current.set(log);
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private Optional<LabLog> current() {
        return Optional.ofNullable(current.get());
    }

    /** Knows who calls by the sessions of the log that is there. */
    HttpFilter filter() {
        return new HttpFilter() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                Optional<LabLog> log = current();
                if (log.isPresent()) {
                    log.get().admit(request, response, chain);
                } else {
                    Answering.now(response, none());
                }
            }
        };
    }

    /** Answers for the log that is there. */
    HttpServlet servlet() {
        return new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                Optional<LabLog> log = current();
                if (log.isPresent()) {
                    log.get().serve(request, response);
                } else {
                    Answering.now(response, none());
                }
            }
        };
    }

    private static Answer none() {
        return Answer.problem(Code.NOT_FOUND, "Nothing is compared just now.");
    }
}
