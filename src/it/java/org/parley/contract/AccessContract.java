package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import tools.jackson.databind.node.ObjectNode;

/** Only who is signed in reads, and no foreign page in his name. */
interface AccessContract extends Stage {
    int NOT_SIGNED_IN = 4401;
    int FORBIDDEN = 4403;

    @Test
    default void whoIsNotSignedInMayNotRead() {
        assertRefused(reader(person("ann")).withHeader("Authorization", ""), NOT_SIGNED_IN, "not-signed-in");
    }

    @Test
    default void anInventedTokenOpensNothing() {
        Reader reader = reader(person("ann")).withHeader("Authorization", "Bearer invented");
        assertRefused(reader, NOT_SIGNED_IN, "not-signed-in");
    }

    @Test
    default void aForeignPageMayNotReadInOnesName() {
        Person ann = person("ann");
        assertRefused(reader(ann).withHeader("Origin", "http://evil.example"), FORBIDDEN, "foreign-origin");
        assertRefused(reader(ann).withHeader("Origin", "null"), FORBIDDEN, "foreign-origin");
        assertRefused(reader(ann).withHeader("Sec-Fetch-Site", "cross-site"), FORBIDDEN, "foreign-origin");
    }

    @Test
    default void onesOwnPageMayRead() {
        Person ann = person("ann");
        String origin = "http://" + server().getHost() + ':' + server().getPort();
        reader(ann)
                .withHeader("Origin", origin)
                .withHeader("Sec-Fetch-Site", "same-origin")
                .connect();
    }

    @Test
    default void aCookieSignsInAsWell() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann)
                .withHeader("Authorization", "")
                .withHeader("Cookie", ann.cookie())
                .connect();
        ann.post(room, "hello");
        reader.awaitText(room, "hello");
    }

    /** A page may go on for one user when another has signed in by the same browser's cookie. */
    @Test
    default void whoTakesTheSessionForSomebodyElsesIsNobody() {
        Person ann = person("ann");
        Person bob = person("bob");
        String room = ann.createRoom();
        bob.join(room);
        assertRefused(reader(bob).with("as", ann.id()), NOT_SIGNED_IN, "not-signed-in");
        ObjectNode post = Commands.post(room, "in whose name?");
        bob.exchange(Request.post("/api/commands?as=" + ann.id(), post)).expectProblem(401, "not-signed-in");

        Reader meant = reader(bob).with("as", bob.id()).connect();
        bob.exchange(Request.post("/api/commands?as=" + bob.id(), post)).expect(200);
        meant.awaitText(room, "in whose name?");
        assertEquals(1, ann.history(room).size());
    }

    @Test
    default void signingOutEndsTheReadersOfThatSession() {
        Person ann = person("ann");
        Person elsewhere = atTheEndClose(ann.again());
        String room = ann.createRoom();
        Reader there = reader(elsewhere).connect();
        Reader here = reader(ann).connect();
        ann.signOut();
        assertEquals(NOT_SIGNED_IN, here.awaitEnd().code());
        elsewhere.post(room, "still here");
        there.awaitText(room, "still here");
    }

    @Test
    default void whoSignedOutSendsNothingMore() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(ann).connect();
        ann.signOut();
        assertEquals(NOT_SIGNED_IN, reader.awaitEnd().code());
        assertEquals(
                "not-signed-in",
                ann.send(Commands.post(room, "too late")).path("code").asString());
    }

    private static void assertRefused(Reader reader, int code, String problem) {
        LineEnded end = assertThrows(LineEnded.class, reader::connect);
        assertEquals(code, end.code(), end::toString);
        assertEquals(problem, end.problem().path("code").asString(""), end::toString);
    }
}
