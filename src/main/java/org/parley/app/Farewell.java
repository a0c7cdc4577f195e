package org.parley.app;

import jakarta.servlet.http.HttpFilter;

/**
 * Tells everybody that the node stops, while the container's own WebSocket still stands: filters are destroyed before
 * listeners hear of the end (Servlet 6.0, section 4.4.1 and {@code ServletContextListener}), and among these may be the
 * container's, which would end its sockets without saying when to come back. Stands before no address.
 */
final class Farewell extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Node node;

    Farewell(Node node) {
        this.node = node;
    }

    @Override
    public void destroy() {
        node.drain();
    }
}
