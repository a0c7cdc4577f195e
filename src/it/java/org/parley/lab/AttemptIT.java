package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.testing.Answer;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** What the Lab tries at its own server: each mistake is refused as it should be, and shown as it passed. */
class AttemptIT extends EchoStage {
    private Answer attempt(String name) throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            return line.exchange(Request.get("/lab/echo/attempt?name=" + name).with("X-Forwarded-Host", "192.0.2.1:9"));
        }
    }

    private List<JsonNode> said(String name) throws IOException {
        Answer answer = attempt(name);
        assertEquals(200, answer.status(), answer::toString);
        assertEquals(name, answer.json().path("name").asString());
        return answer.json().path("said").valueStream().toList();
    }

    private static byte[] bytes(JsonNode said) {
        return Base64.getDecoder().decode(said.path("bytes").asString());
    }

    private static String text(JsonNode said) {
        return new String(bytes(said), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"wrong-key, 400", "wrong-version, 426", "no-upgrade, 426"})
    void aWrongRequestIsRefused(String name, int status) throws IOException {
        List<JsonNode> said = said(name);
        assertTrue(text(said.get(0)).startsWith("GET /lab/echo/upgrade HTTP/1.1\r\nHost: 127.0.0.1:"), said::toString);
        assertTrue(text(said.get(1)).startsWith("HTTP/1.1 " + status), said::toString);
        assertTrue(text(said.get(2)).contains("section"), said::toString);
        assertEquals(3, said.size());
    }

    @ParameterizedTest
    @CsvSource({"no-mask, 1002", "reserved-bit, 1002", "not-utf8, 1007", "long-ping, 1002"})
    void aWrongFrameIsAnsweredWithAClose(String name, int code) throws IOException {
        List<JsonNode> said = said(name);
        assertTrue(text(said.get(1)).startsWith("HTTP/1.1 101"), said::toString);
        assertEquals(4, said.size());
        byte[] close = bytes(said.get(3));
        assertEquals(0x88, close[0] & 0xFF);
        assertEquals(code, (close[2] & 0xFF) << 8 | close[3] & 0xFF);
    }

    @Test
    void allRightIsEchoedAndClosed() throws IOException {
        List<JsonNode> said = said("right");
        assertEquals("\u0081\u000bhello村长".length(), text(said.get(3)).length());
        assertTrue(text(said.get(3)).endsWith("hello村长"), said::toString);
        assertEquals("880203e8", HexFormat.of().formatHex(bytes(said.get(5))));
        assertEquals(6, said.size());
    }

    /** A ping between two fragments is answered before the message that they make up. */
    @Test
    void fragmentsMakeUpOneMessage() throws IOException {
        List<JsonNode> said = said("fragments");
        assertEquals(
                List.of("client", "server", "client", "client", "server", "client", "server", "client", "server"),
                said.stream().map(one -> one.path("by").asString()).toList());
        assertEquals("8a013f", HexFormat.of().formatHex(bytes(said.get(4))));
        assertTrue(text(said.get(6)).endsWith("hello村长"), said::toString);
    }

    @Test
    void anythingElseIsRefusedByName() throws IOException {
        Answer answer = attempt("http://192.0.2.1");
        answer.expectProblem(400, "malformed");
        assertEquals("name", answer.json().path("field").asString());
    }
}
