package org.parley.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.parley.http.Answer;
import org.parley.http.Answering;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;

/**
 * Tells everybody that the node stops, while the container's own WebSocket still stands: filters are destroyed before
 * listeners hear of the end (Servlet 6.0, section 4.4.1 and {@code ServletContextListener}), and among these may be the
 * container's, which would end its sockets without saying when to come back. Who comes while the node stops is turned
 * away.
 */
final class Farewell extends HttpFilter {
    /**
     * The attribute of the {@code ServletContext} that holds a {@link Runnable}: whoever runs the container may call it
     * before it takes no more connections, so that those who come are turned away and not left waiting.
     */
    static final String ATTRIBUTE = "org.parley.farewell";

    private static final long serialVersionUID = 1;

    private static final Refusal STOPPING =
            new Refusal(Code.UNAVAILABLE, "The server is stopping. Come back in a moment.", Map.of("retry", 1000L));

    private final transient Node node;

    Farewell(Node node) {
        this.node = node;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (node.feed.isDraining()) {
            Answering.now(response, Answer.problem(STOPPING));
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        node.drain();
    }
}
