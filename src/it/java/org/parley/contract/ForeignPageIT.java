package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Answer;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** A page of an origin that the operator listed reads with a token or a ticket, and never with the user's cookie. */
class ForeignPageIT extends OnStage {
    private static final String LISTED = "https://tools.example:8443";

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "foreign",
                Map.of(
                        "parley.origins.allowed",
                        LISTED + ", http://other.example",
                        "parley.sign.ins.per.address",
                        "1000"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    private static String ticket(Person person) {
        Answer answer = person.exchange(Request.post("/api/tickets", "").with("Origin", LISTED));
        assertEquals(30, answer.expect(201).path("expires").asInt());
        return answer.json().path("ticket").asString();
    }

    @ParameterizedTest
    @EnumSource
    void aTicketOpensALineOnce(Transport transport) {
        Person ann = person("ann");
        String room = ann.createRoom();
        String ticket = ticket(ann);
        Reader reader = withTicket(transport, ann, ticket);
        reader.connect(ann.cursor());
        if (!transport.isPoll()) {
            ann.post(room, "hello");
            reader.awaitText(room, "hello");
        }
        Reader again = withTicket(transport, ann, ticket);
        LineEnded refused = assertThrows(LineEnded.class, () -> {
            again.connect(ann.cursor());
            throw again.awaitEnd();
        });
        assertEquals("not-signed-in", refused.reason());
    }

    private Reader withTicket(Transport transport, Person person, String ticket) {
        return atTheEndClose(transport.reader(person))
                .withHeader("Authorization", "")
                .withHeader("Origin", LISTED)
                .with("ticket", ticket);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenReadsAndTheCookieDoesNot(Transport transport) {
        Person ann = person("ann");
        atTheEndClose(transport.reader(ann)).withHeader("Origin", LISTED).connect();
        Reader byCookie = atTheEndClose(transport.reader(ann))
                .withHeader("Authorization", "")
                .withHeader("Cookie", ann.cookie())
                .withHeader("Origin", LISTED);
        LineEnded refused = assertThrows(LineEnded.class, () -> {
            byCookie.connect();
            throw byCookie.awaitEnd();
        });
        assertEquals("not-signed-in", refused.reason());
    }

    @Test
    void aTicketEndsWithItsSession() {
        Person ann = person("ann");
        String ticket = ticket(ann);
        ann.signOut();
        Person.once(server(), Request.get("/transport/polling?ticket=" + ticket))
                .expectProblem(401, "not-signed-in");
    }

    @Test
    void aTicketIsForTransportsAlone() {
        String ticket = ticket(person("ann"));
        Person.once(server(), Request.get("/api/state?ticket=" + ticket)).expectProblem(401, "not-signed-in");
        Person.once(server(), Request.post("/api/tickets", "")).expectProblem(401, "not-signed-in");
    }

    @Test
    void aPreflightIsAnsweredWithoutSigningIn() {
        Request preflight = new Request("OPTIONS", "/api/commands", Map.of(), "")
                .with("Origin", LISTED)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,content-type");
        Answer answer = Person.once(server(), preflight);
        answer.expect(204);
        assertEquals(Optional.of(LISTED), answer.header("access-control-allow-origin"));
        assertTrue(answer.header("access-control-allow-headers").orElse("").contains("Authorization"));
        assertEquals(Optional.empty(), answer.header("access-control-allow-credentials"));
        Person.once(server(), preflight.with("Origin", "http://evil.example")).expectProblem(403, "foreign-origin");
    }

    @Test
    void answersAndTheLibraryMayBeRead() {
        Person ann = person("ann");
        for (String target : new String[] {"/api/state", "/client/parley.js", "/api/nothing"}) {
            Answer answer = ann.exchange(Request.get(target).with("Origin", LISTED));
            assertEquals(Optional.of(LISTED), answer.header("access-control-allow-origin"), target);
            assertTrue(answer.header("access-control-expose-headers").orElse("").contains("Retry-After"));
            assertTrue(answer.header("vary").orElse("").contains("Origin"));
            assertEquals(Optional.empty(), answer.header("access-control-allow-credentials"));
        }
        Answer unlisted = ann.exchange(Request.get("/client/parley.js").with("Origin", "http://evil.example"));
        assertFalse(unlisted.headers().containsKey("access-control-allow-origin"));
        URI own = server();
        ann.exchange(Request.get("/api/state").with("Origin", "http://" + own.getHost() + ':' + own.getPort()))
                .expect(200);
    }
}
