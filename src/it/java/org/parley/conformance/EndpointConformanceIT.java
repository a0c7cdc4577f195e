package org.parley.conformance;

import java.util.Locale;

/** The container's WebSocket conforms but for what is known of the container. */
class EndpointConformanceIT extends WebSocketConformance {
    EndpointConformanceIT() {
        super(
                "/lab/echo/websocket",
                CONTAINER + "'s",
                Known.of(CONTAINER.toLowerCase(Locale.ROOT).replace(' ', '-')));
    }
}
