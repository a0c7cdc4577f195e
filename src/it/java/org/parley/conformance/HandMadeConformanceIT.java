package org.parley.conformance;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.container.Container;

/** The hand-made WebSocket conforms in every case, but for what the container's HTTP lets pass before it. */
@DisabledIfSystemProperty(named = Container.UPGRADE, matches = "false", disabledReason = Container.NO_UPGRADE)
class HandMadeConformanceIT extends WebSocketConformance {
    HandMadeConformanceIT() {
        super("/lab/echo/upgrade", "hand-made", Known.ifAny(FILE + "-http"));
    }
}
