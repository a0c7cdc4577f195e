package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.container.Container;
import org.parley.testing.Answer;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/** What reached the server of a client's attempts, told to that client. */
class ConnectionIT extends OnContainer {
    private static final String CLIENT = "tab-1";

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    private static List<JsonNode> attempts(Person person) {
        JsonNode told = person.get("/api/connection?client=" + CLIENT).expect(200);
        assertEquals(CLIENT, told.path("client").asString());
        return Json.list(told.path("attempts"));
    }

    private static void awaitLast(Person person, String outcome) {
        Deadline.usual()
                .await(outcome, () -> last(person).path("outcome").asString("").equals(outcome));
    }

    private static JsonNode last(Person person) {
        List<JsonNode> attempts = attempts(person);
        return attempts.isEmpty() ? Json.object() : attempts.get(attempts.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("org.parley.container.Container#transports")
    void anOpenLineIsToldAsOpened(Transport transport) {
        Person ann = person("ann");
        assertEquals(List.of(), attempts(ann));
        atTheEndClose(transport.reader(ann).with("client", CLIENT).connect(ann.cursor()))
                .next(Deadline.usual());
        awaitLast(ann, "opened");
        assertEquals(
                transport.path().replace("/transport/", ""),
                last(ann).path("transport").asString());
        assertEquals(transport.isSocket() ? 101 : 200, last(ann).path("status").asInt());
        assertTrue(last(ann).path("at").asString().endsWith("Z"));
    }

    static Stream<Transport> sockets() {
        return Container.lines().stream().filter(Transport::isSocket);
    }

    @ParameterizedTest
    @MethodSource("sockets")
    void whatASocketWasGrantedIsTold(Transport transport) throws IOException {
        Person ann = person("ann");
        for (String offer : List.of("", "permessage-deflate; client_max_window_bits")) {
            Request request = Request.get(transport.path() + "?client=" + CLIENT)
                    .with("Connection", "Upgrade")
                    .with("Upgrade", "websocket")
                    .with("Sec-WebSocket-Version", "13")
                    .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                    .with(ann.credentials());
            RawHttp line = atTheEndClose(RawHttp.connect(server()));
            line.write(offer.isEmpty() ? request : request.with("Sec-WebSocket-Extensions", offer));
            Answer head = line.readHead(Deadline.usual());
            awaitLast(ann, "opened");
            boolean granted = head.header("sec-websocket-extensions").isPresent();
            assertEquals(granted, last(ann).path("granted").asBoolean());
            if (transport == Transport.UPGRADE) {
                assertEquals(!offer.isEmpty(), granted);
                assertEquals(!offer.isEmpty(), last(ann).path("asked").asBoolean());
            }
            line.close();
            awaitLast(ann, "closed");
        }
    }

    @ParameterizedTest
    @MethodSource("org.parley.container.Container#lines")
    void aLineThatVanishedIsToldAsClosedWithoutAWord(Transport transport) {
        Person ann = person("ann");
        Reader reader = transport.reader(ann).with("client", CLIENT).connect();
        awaitLast(ann, "opened");
        reader.vanish();
        awaitLast(ann, "closed");
        assertTrue(last(ann).path("seconds").asDouble() >= 0);
        assertEquals(1006, last(ann).path("code").asInt());
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void aRequestWhoseUpgradeWasTakenAwayIsToldSo(Transport transport) throws IOException {
        Person ann = person("ann");
        Request stripped = Request.get(transport.path() + "?client=" + CLIENT)
                .with("Connection", "keep-alive")
                .with("Via", "1.1 squid")
                .with(ann.credentials());
        RawHttp line = atTheEndClose(RawHttp.connect(server()));
        line.write(stripped);
        Answer head = line.readHead(Deadline.usual());
        assertEquals(426, head.status());
        // Payara and GlassFish know no length, and no end, of an answer that names Upgrade.
        if (head.header("content-length").isPresent()) {
            line.readBody(head, Deadline.usual()).expectProblem(426, "handshake");
        }
        assertEquals("arrived-without-upgrade", last(ann).path("outcome").asString());
        assertTrue(last(ann).path("detail").asString().contains("Via: 1.1 squid"), last(ann)::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void aHandshakeThatIsRefusedIsToldWithItsStatus(Transport transport) {
        Person ann = person("ann");
        Request broken = Request.get(transport.path() + "?client=" + CLIENT)
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "7");
        int status = ann.exchange(broken).status();
        if (transport == Transport.WEBSOCKET) {
            awaitLast(ann, "refused"); // the container answers, and then it is noted
        }
        assertEquals("refused", last(ann).path("outcome").asString());
        assertEquals(status, last(ann).path("status").asInt());
    }

    /** A proxy that changes Host makes every page a foreign one; browsers tell of a socket only that it failed. */
    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void aSocketThatIsTakenForAForeignPagesIsToldSo(Transport transport) {
        Person ann = person("ann");
        Request stripped = Request.get(transport.path() + "?client=" + CLIENT).with("Origin", "http://other.example");
        ann.exchange(stripped).expectProblem(403, "foreign-origin");
        assertEquals("arrived-without-upgrade", last(ann).path("outcome").asString());
        ann.exchange(stripped.with("Connection", "Upgrade").with("Upgrade", "websocket"))
                .expectProblem(403, "foreign-origin");
        assertEquals("refused", last(ann).path("outcome").asString());
        assertEquals("foreign-origin", last(ann).path("code").asString());
        assertEquals(
                transport.path().replace("/transport/", ""),
                last(ann).path("transport").asString());
    }

    @Test
    void aCursorThatIsGoneIsToldAsRefused() {
        Person ann = person("ann");
        ann.get("/transport/polling?client=" + CLIENT + "&after=other-1").expectProblem(410, "cursor-gone");
        assertEquals("cursor-gone", last(ann).path("code").asString());
        assertEquals(410, last(ann).path("status").asInt());
    }

    @Test
    void whatDidNotWorkIsTakenOnlyAsItShouldBe() {
        Person ann = person("ann");
        pass(ann, "{'transport':'upgrade','reason':'without-upgrade'},{'transport':'sse','reason':'of 2031'}")
                .expect(204);
        pass(ann, "{'transport':'pigeon','reason':'slow'}").expectProblem(400, "malformed");
        pass(ann, "{'transport':'sse'}").expectProblem(400, "malformed");
        pass(ann, "{'transport':'sse','reason':'" + "x".repeat(65) + "'}").expectProblem(413, "too-long");
        pass(ann, "1").expectProblem(400, "malformed");
        pass(ann, "{},{},{},{},{},{}").expectProblem(400, "malformed");
    }

    private static Answer pass(Person person, String passed) {
        return person.exchange(Request.post("/api/connection", ("{'passed':[" + passed + "]}").replace('\'', '"')));
    }

    @Test
    void whatIsTheirsIsToldToNobodyElse() {
        Person ann = person("ann");
        ann.get("/transport/polling?client=" + CLIENT).expect(200);
        assertEquals(List.of(), attempts(person("bob")));
        assertEquals(List.of(), attempts(atTheEndClose(ann.again())));
        Person.once(server(), Request.get("/api/connection?client=" + CLIENT)).expectProblem(401, "not-signed-in");
        ann.get("/api/connection").expectProblem(400, "malformed");
        ann.get("/api/connection?client=" + "x".repeat(65)).expectProblem(400, "malformed");
    }
}
