package org.parley.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The container's WebSocket conforms but for what is known of the container. It is played where a file says what that
 * is.
 */
@Tag("endpoint")
@EnabledIf(value = "isLookedAt", disabledReason = "no file says yet what is known of this container")
class EndpointConformanceIT extends WebSocketConformance {
    EndpointConformanceIT() {
        super("/lab/echo/websocket", CONTAINER + "'s", Known.of(FILE));
    }

    static boolean isLookedAt() {
        return Known.isThere(FILE);
    }
}
