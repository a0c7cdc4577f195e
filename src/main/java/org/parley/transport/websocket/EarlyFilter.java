package org.parley.transport.websocket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.parley.http.Answering;
import org.parley.transport.Arrivals;
import org.parley.transport.HandshakeProblem;

/**
 * Stands before the container's WebSocket and refuses a handshake together with which something else has come, where
 * the container hands that out as a body: a client waits for the answer (RFC 6455, section 4.1), and such a container's
 * WebSocket may wait for good, in one of its few threads, for what came too early.
 */
public class EarlyFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (bringsMore(request)) {
            Answering.now(
                    response,
                    HandshakeProblem.answer(
                            400,
                            Map.of("Connection", "close"),
                            "A client waits for the answer to its handshake before it sends anything else.",
                            "4.1"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean bringsMore(HttpServletRequest request) throws IOException {
        boolean announced = request.getContentLengthLong() >= 0 || request.getHeader("Transfer-Encoding") != null;
        return Arrivals.wantsSocket(request)
                && !announced
                && request.getInputStream().available() > 0;
    }
}
