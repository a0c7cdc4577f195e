package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String SAMPLE = "dGhlIHNhbXBsZSBub25jZQ==";

    /** A request that opens a WebSocket, as section 1.3 has it; the tests spoil it. */
    private static final class Request {
        private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private String method = "GET";
        private String version = "HTTP/1.1";

        Request() {
            with("Host", "server.example.com");
            with("Upgrade", "websocket");
            with("Connection", "Upgrade");
            with(KEY, SAMPLE);
            with(VERSION, "13");
        }

        Request with(String name, String... lines) {
            headers.put(name, List.of(lines));
            return this;
        }

        Request method(String other) {
            method = other;
            return this;
        }

        Request version(String other) {
            version = other;
            return this;
        }

        Handshake answer(String... subprotocols) {
            return Handshake.answer(
                    method, version, name -> headers.getOrDefault(name, List.of()), Set.of(subprotocols));
        }

        Handshake answer(Deflate.Terms compression) {
            return Handshake.answer(
                    method, version, name -> headers.getOrDefault(name, List.of()), Set.of(), compression);
        }
    }

    private record Refused(String sentence, Request request, Refusal refusal) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused("POST", new Request().method("POST"), Refusal.NOT_GET),
                new Refused("HEAD", new Request().method("HEAD"), Refusal.NOT_GET),
                new Refused("lower case, as methods mind it", new Request().method("get"), Refusal.NOT_GET),
                new Refused("HTTP/1.0", new Request().version("HTTP/1.0"), Refusal.HTTP_TOO_OLD),
                new Refused("HTTP/0.9", new Request().version("HTTP/0.9"), Refusal.HTTP_TOO_OLD),
                new Refused("no HTTP version", new Request().version(""), Refusal.HTTP_TOO_OLD),
                new Refused("no Host", new Request().with("Host"), Refusal.NO_HOST),
                new Refused("two Hosts", new Request().with("Host", "a", "b"), Refusal.NO_HOST),
                new Refused("no Upgrade", new Request().with("Upgrade"), Refusal.NO_UPGRADE),
                new Refused("another Upgrade", new Request().with("Upgrade", "h2c"), Refusal.NO_UPGRADE),
                new Refused("a longer Upgrade", new Request().with("Upgrade", "websockets"), Refusal.NO_UPGRADE),
                new Refused("no Connection", new Request().with("Connection"), Refusal.NO_CONNECTION_UPGRADE),
                new Refused(
                        "kept alive", new Request().with("Connection", "keep-alive"), Refusal.NO_CONNECTION_UPGRADE),
                new Refused("no version", new Request().with(VERSION), Refusal.OTHER_VERSION),
                new Refused("version 8", new Request().with(VERSION, "8"), Refusal.OTHER_VERSION),
                new Refused("version 013", new Request().with(VERSION, "013"), Refusal.OTHER_VERSION),
                new Refused("version 13, 8", new Request().with(VERSION, "13, 8"), Refusal.OTHER_VERSION),
                new Refused("version 13 twice", new Request().with(VERSION, "13", "13"), Refusal.OTHER_VERSION),
                new Refused("no key", new Request().with(KEY), Refusal.BAD_KEY),
                new Refused("an empty key", new Request().with(KEY, ""), Refusal.BAD_KEY),
                new Refused("two keys", new Request().with(KEY, SAMPLE, SAMPLE), Refusal.BAD_KEY),
                new Refused("two keys in a line", new Request().with(KEY, SAMPLE + ", " + SAMPLE), Refusal.BAD_KEY),
                new Refused("15 bytes", new Request().with(KEY, "dGhlIHNhbXBsZSBub25j"), Refusal.BAD_KEY),
                new Refused("17 bytes", new Request().with(KEY, "dGhlIHNhbXBsZSBub25jZWE="), Refusal.BAD_KEY),
                new Refused("18 bytes", new Request().with(KEY, "dGhlIHNhbXBsZSBub25jZWFh"), Refusal.BAD_KEY),
                new Refused("no padding", new Request().with(KEY, "dGhlIHNhbXBsZSBub25jZQ"), Refusal.BAD_KEY),
                new Refused("not Base64", new Request().with(KEY, "dGhlIHNhbXBsZSBub25j!Q=="), Refusal.BAD_KEY),
                new Refused("the URL's Base64", new Request().with(KEY, "_-hlIHNhbXBsZSBub25jZQ=="), Refusal.BAD_KEY));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRequestThatBreaksARuleGetsItsRow(Refused refused) {
        assertEquals(new Handshake.Refused(refused.refusal()), refused.request().answer());
    }

    @Test
    void thereIsARequestForEachRow() {
        Set<Refusal> tried = refused().map(Refused::refusal).collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Refusal.class), tried);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_GET, 405, Allow, GET",
        "NO_UPGRADE, 426, Upgrade, websocket",
        "NO_UPGRADE, 426, Connection, Upgrade",
        "OTHER_VERSION, 426, Sec-WebSocket-Version, 13",
        "OTHER_VERSION, 426, Upgrade, websocket",
        "BAD_KEY, 400, ,",
        "HTTP_TOO_OLD, 400, ,",
        "NO_HOST, 400, ,",
        "NO_CONNECTION_UPGRADE, 400, ,"
    })
    void aRefusalHasTheStatusAndTheFieldsThatGoWithIt(Refusal refusal, int status, String name, String value) {
        Handshake answer = new Handshake.Refused(refusal);
        assertEquals(status, answer.status());
        assertEquals(value, name == null ? null : answer.headers().get(name));
        assertEquals(name == null, answer.headers().isEmpty());
    }

    @Test
    void theSampleOfTheRfcIsAccepted() {
        Handshake answer = new Request().answer();
        assertEquals(101, answer.status());
        Map<String, String> expected = Map.of(
                "Upgrade", "websocket",
                "Connection", "Upgrade",
                "Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertEquals(expected, answer.headers());
    }

    @Test
    void spaceAroundTheKeyIsNoPartOfIt() {
        Handshake answer = new Request().with(KEY, " " + SAMPLE + "\t").answer();
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.headers().get("Sec-WebSocket-Accept"));
    }

    @Test
    void tokensMayStandInAnyCaseInAnyLineOfAList() {
        accepted(new Request().with("Upgrade", "WebSocket"));
        accepted(new Request().with("Upgrade", "h2c, websocket"));
        accepted(new Request().with("Upgrade", "h2c", "websocket"));
        accepted(new Request().with("Connection", "keep-alive, UPGRADE"));
        accepted(new Request().with("Connection", "keep-alive", "close ,upgrade,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.2", "HTTP/2", "HTTP/2.0", "HTTP/3.0"})
    void laterVersionsOfHttpPass(String version) {
        accepted(new Request().version(version));
    }

    @Test
    void theClientsFirstSubprotocolThatTheServerSpeaksIsChosen() {
        Request request = new Request().with("Sec-WebSocket-Protocol", "mqtt, parley.2", "parley.1");
        assertEquals(
                "parley.2", request.answer("parley.1", "parley.2").headers().get("Sec-WebSocket-Protocol"));
        assertEquals("parley.1", request.answer("parley.1").headers().get("Sec-WebSocket-Protocol"));
    }

    @Test
    void noSubprotocolIsAnsweredWhereNoneFits() {
        Request request = new Request().with("Sec-WebSocket-Protocol", "mqtt, PARLEY.1");
        assertNull(accepted(request).subprotocol());
        assertNull(assertInstanceOf(Handshake.Accepted.class, request.answer("parley.1"))
                .subprotocol());
        assertTrue(!request.answer("parley.1").headers().containsKey("Sec-WebSocket-Protocol"));
    }

    @Test
    void compressionIsAgreedOnAndAnswered() {
        Request request = new Request()
                .with(
                        "Sec-WebSocket-Extensions",
                        "x, permessage-deflate; y",
                        "permessage-deflate; server_max_window_bits=9");
        Handshake answer = request.answer(new Deflate.Terms(true, true, 8));
        assertEquals(
                "permessage-deflate; server_max_window_bits=9", answer.headers().get("Sec-WebSocket-Extensions"));
    }

    @Test
    void aServerThatDoesNotCompressAcceptsNoExtension() {
        Handshake answer = accepted(new Request().with("Sec-WebSocket-Extensions", "permessage-deflate"));
        assertTrue(!answer.headers().containsKey("Sec-WebSocket-Extensions"));
    }

    @Test
    void whatIsNotOfferedIsNotAnswered() {
        Handshake answer = new Request().answer(new Deflate.Terms(true, true, 8));
        assertTrue(!answer.headers().containsKey("Sec-WebSocket-Extensions"));
    }

    private static Handshake.Accepted accepted(Request request) {
        return assertInstanceOf(Handshake.Accepted.class, request.answer());
    }
}
