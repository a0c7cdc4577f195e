package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.testing.Comparing.RUN;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Answer;
import org.parley.testing.Comparing;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** A comparison: its figures are those of what was asked for, and nothing of it is in the chat. */
class CompareIT extends EchoStage {
    private static final List<String> TRANSPORTS = List.of("upgrade", "websocket", "sse", "long-polling", "polling");
    private static final int PEOPLE = 6;
    private static final int SENDERS = 2;
    private static final int SECONDS = 3;
    private static final int SIZE = 200;
    /** Two senders, each with 120 messages a minute. */
    private static final int MESSAGES = SENDERS * 120 / 60 * SECONDS;

    private static final String SMALL = RUN + "?people=" + PEOPLE + "&senders=" + SENDERS + "&rate=120&size=" + SIZE
            + "&interval=100&seconds=" + SECONDS;

    private Person person(String name) {
        return atTheEndClose(Person.signUp(server(), name));
    }

    private static Request post(String target) {
        return Request.post(target, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"together", "in-turn"})
    void theFiguresAreThoseOfWhatWasAskedFor(String order) {
        Person ann = person("ann");
        String before = ann.cursor();
        JsonNode begun = ann.exchange(post(SMALL + "&order=" + order)).expect(200);
        assertEquals("running", begun.path("state").asString());
        assertTrue(begun.path("yours").asBoolean());

        JsonNode all = Comparing.over(ann);
        assertEquals("done", all.path("state").asString(), all::toString);
        List<JsonNode> results = all.path("results").valueStream().toList();
        assertEquals(
                new TreeSet<>(TRANSPORTS),
                results.stream()
                        .map(one -> one.path("transport").asString())
                        .collect(Collectors.toCollection(TreeSet::new)));
        results.forEach(result -> isWhatWasAskedFor(result, order.equals("in-turn")));
        assertTrue(all.path("samples").size() >= TRANSPORTS.size(), all::toString);
        assertEquals(before, ann.cursor(), "the chat's log went on");
    }

    private static void isWhatWasAskedFor(JsonNode result, boolean alone) {
        String transport = result.path("transport").asString();
        boolean socket = transport.equals("upgrade") || transport.equals("websocket");
        double bytes = result.path("up").asDouble() + result.path("down").asDouble();
        assertAll(
                transport,
                () -> assertEquals(PEOPLE, result.path("people").asInt()),
                () -> assertEquals(MESSAGES * PEOPLE, result.path("delivered").asInt(), result::toString),
                () -> assertEquals(0, result.path("lost").asInt()),
                () -> assertEquals(0, result.path("repeated").asInt()),
                () -> assertEquals(0, result.path("reordered").asInt()),
                () -> assertEquals(0, result.path("unanswered").asInt()),
                () -> assertEquals(
                        bytes / (result.path("heard").asDouble() * SIZE),
                        result.path("bytesPerUseful").asDouble(),
                        1e-9),
                () -> assertTrue(
                        result.path("down").asLong() > result.path("heard").asLong() * SIZE / 2, result::toString),
                () -> assertEquals(socket, result.path("requests").asLong() == 0, result::toString),
                () -> assertEquals(
                        transport.equals("polling"), result.path("empty").asLong() > 0, result::toString),
                () -> assertEquals(alone, result.path("cpu").asDouble() > 0, result::toString),
                () -> assertEquals(alone, result.path("allocated").asDouble() > 0, result::toString),
                () -> assertEquals(101, result.path("curve").size()),
                () -> assertTrue(passages(result) > 0, result::toString));
    }

    private static long passages(JsonNode result) {
        return result.path("strands")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToLong(strand -> strand.path("passed").size())
                .sum();
    }

    @Test
    void thoseWhoAreComparedTogetherTalkAtTheSameTime() {
        Person ann = person("ann");
        ann.exchange(post(SMALL)).expect(200);
        Deadline.usual()
                .await(
                        "all of them measured",
                        () -> told(ann)
                                        .path("now")
                                        .valueStream()
                                        .filter(one ->
                                                one.path("phase").asString().equals("measuring"))
                                        .count()
                                == TRANSPORTS.size());
        JsonNode all = Comparing.over(ann);
        assertEquals(
                Set.of(0, 1, 2, 3, 4),
                all.path("samples")
                        .valueStream()
                        .map(sample -> sample.get(0).asInt())
                        .collect(Collectors.toSet()));
    }

    @Test
    void resultsAreFoundByTheirIdWhenOthersCameAfter() {
        Person ann = person("ann");
        ann.exchange(post(RUN + "?transports=upgrade,polling&people=3&senders=1&rate=60&seconds=2"))
                .expect(200);
        JsonNode first = Comparing.over(ann);
        Person bob = person("bob");
        Comparing.carryOut(bob, "transports=sse&people=2&senders=1&seconds=2");

        JsonNode found = bob.exchange(
                        Request.get(RUN + "?of=" + first.path("id").asString()))
                .expect(200);
        for (String same : List.of("id", "state", "choice", "samples", "results")) {
            assertEquals(first.path(same), found.path(same));
        }
        assertEquals(2, found.path("results").size());
        assertFalse(found.path("yours").asBoolean());
        bob.exchange(Request.get(RUN + "?of=nothing")).expectProblem(404, "not-found");
    }

    @Test
    void thereIsOneAtATimeAndWhoeverBeganItMayStopIt() {
        Person ann = person("ann");
        Person bob = person("bob");
        ann.exchange(post(RUN + "?transports=polling&seconds=60")).expect(200);
        bob.exchange(post(RUN)).expectProblem(503, "unavailable");
        assertFalse(bob.exchange(Request.get(RUN)).expect(200).path("yours").asBoolean());
        bob.exchange(Request.delete(RUN)).expectProblem(403, "forbidden");
        assertEquals(204, ann.exchange(Request.delete(RUN)).status());
        assertEquals("stopped", Comparing.over(bob).path("state").asString());
    }

    @Test
    void whatIsOutOfBoundsIsRefusedByName() {
        Person ann = person("ann");
        for (String wrong : List.of("people=1", "people=201", "senders=0", "size=0", "seconds=61", "interval=99")) {
            Answer answer = ann.exchange(post(RUN + "?" + wrong));
            answer.expectProblem(400, "malformed");
            assertEquals(wrong.split("=", 2)[0], answer.json().path("field").asString());
        }
        ann.exchange(post(RUN + "?order=random")).expectProblem(400, "malformed");
        String many = "?people=101&rate=1&order=";
        assertEquals(
                "people",
                ann.exchange(post(RUN + many + "together")).json().path("field").asString());
        ann.exchange(post(RUN + "?transports=carrier-pigeon")).expectProblem(400, "malformed");
        ann.exchange(post(RUN + "?people=200&senders=200&rate=1200")).expectProblem(400, "malformed");
    }

    @Test
    void nobodyComparesWithoutSigningIn() {
        Person.once(server(), post(RUN)).expectProblem(401, "not-signed-in");
        Person.once(server(), Request.get(RUN)).expectProblem(401, "not-signed-in");
        Person.once(server(), Request.get("/lab/compare/log/transport/polling")).expectProblem(404, "not-found");
        Person.once(server(), Request.post("/lab/compare/log/api/commands", "{}"))
                .expectProblem(404, "not-found");
    }

    @Test
    void aPageThatRunsTheClientsItselfGetsTheirSeatsAndNobodyElseDoes() {
        Person ann = person("ann");
        Person bob = person("bob");
        ann.exchange(post(RUN + "?from=browser&people=3&senders=1")).expect(200);
        Deadline.usual().await("seats", () -> told(ann).path("seats").size() == 3);
        assertTrue(told(bob).path("seats").isMissingNode());
        assertTrue(told(bob).path("choice").path("browser").asBoolean());
        bob.exchange(post(RUN)).expectProblem(503, "unavailable");

        String seat = told(ann).path("seats").get(0).asString();
        Request ticket = post("/lab/compare/log/api/tickets").with("Authorization", "Bearer " + seat);
        assertFalse(Person.once(server(), ticket)
                .expect(201)
                .path("ticket")
                .asString()
                .isEmpty());

        assertEquals(204, ann.exchange(Request.delete(RUN)).status());
        assertEquals("done", Comparing.over(ann).path("state").asString());
        assertTrue(told(ann).path("seats").isMissingNode());
        Deadline.usual()
                .await(
                        "that nobody is let in",
                        () -> Person.once(server(), ticket).status() == 404);
    }

    private static JsonNode told(Person person) {
        return person.exchange(Request.get(RUN)).expect(200);
    }
}
