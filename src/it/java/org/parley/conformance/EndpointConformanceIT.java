package org.parley.conformance;

/** The container's WebSocket conforms but for what is known of the container. */
class EndpointConformanceIT extends WebSocketConformance {
    EndpointConformanceIT() {
        super("/lab/echo/websocket", Known.of(System.getProperty("parley.tests.container", "tomcat-11")));
    }
}
