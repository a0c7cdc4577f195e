package org.parley.conformance;

/** The hand-made WebSocket conforms in every case. */
class HandMadeConformanceIT extends WebSocketConformance {
    HandMadeConformanceIT() {
        super("/lab/echo/upgrade", "hand-made", Known.nothing());
    }
}
