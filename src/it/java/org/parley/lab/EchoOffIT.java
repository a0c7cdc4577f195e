package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Answer;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;
import org.parley.testing.Request;

/** The echoes and comparisons can be switched off; the page that explains the handshake stays. */
class EchoOffIT extends EchoStage {
    EchoOffIT() {
        super("--lab-echo", "false", "--lab-compare", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {UPGRADE, WEBSOCKET})
    void whatIsSwitchedOffIsNotThere(String echo) {
        RawWebSocket.Refused refused = assertThrows(RawWebSocket.Refused.class, () -> open(echo));
        refused.answer().expectProblem(404, "not-found");
    }

    @Test
    void norCanAnythingBeTriedAtIt() throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            line.exchange(Request.get("/lab/echo/attempt?name=right")).expectProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lab/compare/run", "/lab/compare/log/transport/polling"})
    void norCanAnythingBeCompared(String address) throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            line.exchange(Request.get(address)).expectProblem(404, "not-found");
        }
    }

    @Test
    void thePageIsThere() throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            Answer page = line.exchange(Request.get("/lab/handshake"));
            assertEquals(200, page.status());
            assertTrue(page.body().contains("importmap"), page::toString);
        }
    }
}
