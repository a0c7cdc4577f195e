package org.parley.transport.websocket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.http.Caller;
import org.parley.transport.Arrival;
import org.parley.transport.Arrivals;
import org.parley.transport.HandshakeProblem;
import org.parley.transport.Query;
import org.parley.wire.Refused;

/**
 * Stands before the container's WebSocket and tells of those who do not get in: the endpoint hears only of the others.
 * A request that does not ask for a socket is answered here, as the hand-made WebSocket answers it.
 */
public final class Doorstep extends EarlyFilter {
    private static final long serialVersionUID = 1;

    private final transient Arrivals arrivals;

    /** Tells of them here. */
    public Doorstep(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Query query = new Query(request::getParameter);
            Arrival arrival = arrivals.atSocket("websocket", query.reader(Caller.required(request)), request);
            pass(request, response, chain);
            if (response.getStatus() >= 400) {
                arrival.refused(response.getStatus(), HandshakeProblem.CODE);
            }
        } catch (Refused e) {
            pass(request, response, chain); // a socket is told what is wrong over the socket
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Arrivals.wantsSocket(request)) {
            super.doFilter(request, response, chain);
        } else {
            Answering.now(response, upgradeRequired());
        }
    }

    /** RFC 9110, section 15.5.22. */
    private static Answer upgradeRequired() {
        return HandshakeProblem.answer(
                426,
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"),
                "This address speaks WebSocket: the request lacks \"Upgrade: websocket\".",
                "4.2.1");
    }
}
