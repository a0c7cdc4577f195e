package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.contract.DeliveryContract.numbered;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Answer;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A limit holds as it is set; who exceeds it is told which, and nothing of what he wanted is done. */
class LimitsIT extends OnStage {
    private static final int MALFORMED = 4400;
    private static final int TOO_BIG = 1009;

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "small",
                Map.of(
                        "parley.message.max.bytes", "200",
                        "parley.command.max.bytes", "2KiB",
                        "parley.batch.max.events", "4",
                        "parley.batch.max.bytes", "1KiB",
                        "parley.poll.max.hold", "5s",
                        "parley.poll.max.parked", "2",
                        "parley.sockets.per.user", "3",
                        "parley.commands.burst", "100000",
                        "parley.sign.ins.per.address", "100000"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    private Reader reader(Transport transport, Person person) {
        return atTheEndClose(transport.reader(person));
    }

    @ParameterizedTest
    @EnumSource
    void aTextHasNoMoreBytesThanItMay(Transport transport) {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader reader = reader(transport, ann).connect();
        assertEquals(
                "ack",
                reader.send(Commands.post(room, "x".repeat(200))).path("type").asString());
        assertTooLong(reader.send(Commands.post(room, "x".repeat(201))), "text", 200);
        assertEquals(1, ann.history(room).size());
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void aCommandOnASocketHasNoMoreBytesThanItMay(Transport transport) {
        Person ann = person("ann");
        String room = ann.createRoom();
        SocketReader reader = (SocketReader) reader(transport, ann).connect();
        ObjectNode fits = Commands.post(room, "fits");
        reader.write(padded(fits, 2048));
        assertTrue(reader.awaitAnswer(fits).has("id"));
        reader.write(padded(Commands.post(room, "is too long"), 2049));
        assertEquals(TOO_BIG, reader.awaitEnd().code());
        assertEquals(1, ann.history(room).size());
    }

    @Test
    void aCommandInABodyHasNoMoreBytesThanItMay() {
        Person ann = person("ann");
        String room = ann.createRoom();
        command(ann, padded(Commands.post(room, "fits"), 2048)).expect(200);
        assertTooLong(
                command(ann, padded(Commands.post(room, "too long"), 2049)).expectProblem(413, "too-long"),
                "body",
                2048);
        ObjectNode tooLong = Commands.post(room, "too long").put("more", "x".repeat(2000));
        List<JsonNode> answers = ann.send(List.of(tooLong, Commands.post(room, "fits")));
        assertTooLong(answers.get(0), "command", 2048);
        assertEquals("ack", answers.get(1).path("type").asString());
        assertEquals(2, ann.history(room).size());
    }

    @Test
    void aBodyHoldsNoMoreCommandsThanItMay() {
        Person ann = person("ann");
        String room = ann.createRoom();
        String post = Commands.post(room, "not alone").toString();
        String many = "[" + post + ",{}".repeat(1000) + "]";
        assertEquals(
                "body",
                command(ann, many).expectProblem(400, "malformed").path("field").asString());
        String long32 = "[" + post + " ".repeat(32 * 1024) + "]";
        assertTooLong(command(ann, long32).expectProblem(413, "too-long"), "body", 32 * 1024);
        assertTrue(ann.history(room).isEmpty());
        assertEquals(
                1000,
                Json.list(command(ann, "[" + post + ",{}".repeat(999) + "]").expect(200))
                        .size());
    }

    @ParameterizedTest
    @EnumSource
    void aBatchHoldsNoMoreThanItMay(Transport transport) {
        Person ann = person("ann");
        String room = ann.createRoom();
        String cursor = ann.cursor();
        ann.postAll(room, numbered("short", 20));
        ann.postAll(room, numbered("x".repeat(180), 20));
        Reader reader = reader(transport, ann).connect(cursor).awaitTexts(room, 40);
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode batch : reader.heard().batches()) {
            List<JsonNode> events = Json.list(batch.path("events"));
            int bytes =
                    events.stream().mapToInt(event -> event.toString().length()).sum();
            assertTrue(events.size() <= 4 && bytes <= 1024, () -> bytes + " bytes in " + batch);
            sizes.add(events.size());
        }
        assertTrue(sizes.containsAll(List.of(3, 4)), sizes::toString);
    }

    @Test
    void aPollIsHeldNoLongerThanItMay() {
        Person ann = person("ann");
        Reader patient = reader(Transport.LONG_POLLING, ann).with("wait", "6");
        LineEnded end = assertThrows(LineEnded.class, patient::connect);
        assertEquals("wait", end.problem().path("field").asString(""), end::toString);
        assertTrue(end.problem().path("detail").asString("").contains("1 to 5"), end::toString);
        Reader usual = reader(Transport.LONG_POLLING, ann).with("wait", "").connect(ann.cursor());
        JsonNode batch = usual.next(Deadline.usual()).orElseThrow(); // sooner than after the usual 25 s
        assertTrue(batch.path("events").isEmpty(), batch::toString);
    }

    /** The oldest would be held for longer than the others. */
    @Test
    void ofTooManyParkedPollsTheOldestIsAnswered() throws IOException {
        Person ann = person("ann");
        String cursor = ann.cursor();
        RawHttp oldest = parked(ann, cursor, 5);
        RawHttp next = parked(ann, cursor, 3);
        parked(ann, cursor, 3);
        JsonNode batch = oldest.read(Deadline.usual()).expect(200);
        assertTrue(batch.path("events").isEmpty() && !batch.has("replaced"), batch::toString);
        assertThrows(SocketTimeoutException.class, () -> next.read(Deadline.inMillis(1)), "answered sooner");
    }

    private RawHttp parked(Person person, String cursor, int seconds) throws IOException {
        RawHttp line = atTheEndClose(RawHttp.connect(server()));
        String target = "/transport/long-polling?after=" + cursor + "&wait=" + seconds;
        line.write(Request.get(target).with(person.credentials()));
        assertThrows(SocketTimeoutException.class, () -> line.read(Deadline.inMillis(100)));
        return line;
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "WEBSOCKET", "UPGRADE"})
    void oneLineTooManyIsTurnedAwayWhateverItIs(Transport transport) {
        Person ann = person("ann");
        String room = ann.createRoom();
        List<Reader> lines = new ArrayList<>();
        for (Transport one : List.of(Transport.SSE, Transport.WEBSOCKET, Transport.UPGRADE)) {
            lines.add(reader(one, ann).connect());
        }
        LineEnded end = assertThrows(
                LineEnded.class, () -> reader(transport, ann).connect().awaitEnd(Deadline.inMillis(1)));
        assertEquals(HardshipContract.TOO_MANY, end.code(), end::toString);
        ann.post(room, "the others go on");
        lines.forEach(line -> line.awaitText(room, "the others go on"));
    }

    @ParameterizedTest
    @CsvSource({"messages?limit=0", "messages?limit=201", "messages?limit=many", "members?limit=201"})
    void aPageIsNoLongerThanItMay(String page) {
        Person ann = person("ann");
        JsonNode problem =
                ann.get("/api/rooms/" + ann.createRoom() + "/" + page).expectProblem(400, "malformed");
        assertEquals("limit", problem.path("field").asString(), problem::toString);
        assertTrue(problem.path("detail").asString().contains("1 to 200"), problem::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "messages?before=5&after=1, after",
        "messages?after=1&around=3, around",
        "messages?around=3&before=5&limit=2, around",
        "messages?before=5&after=1&around=3, after",
        "messages?after=zz, after",
        "members?after=zz, after",
        "members?after=u999999, after"
    })
    void aPageBeginsAtOnePlace(String page, String field) {
        Person ann = person("ann");
        JsonNode problem =
                ann.get("/api/rooms/" + ann.createRoom() + "/" + page).expectProblem(400, "malformed");
        assertEquals(field, problem.path("field").asString(), problem::toString);
    }

    @Test
    void membersArePagedBehindOneWhoLeft() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = person("bob");
        bob.join(room);
        bob.send(Commands.leave(room));
        JsonNode page =
                ann.get("/api/rooms/" + room + "/members?after=" + bob.id()).expect(200);
        assertEquals(
                ann.id().compareTo(bob.id()) > 0 ? 1 : 0, page.path("members").size(), page::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aClientsNameIsNoLongerThanItMay(Transport transport) {
        Person ann = person("ann");
        String name = "x".repeat(65);
        Reader reader = reader(transport, ann).with("client", name);
        LineEnded end = assertThrows(LineEnded.class, reader::connect);
        assertEquals(MALFORMED, end.code(), end::toString);
        assertEquals("client", end.problem().path("field").asString(""), end::toString);
        JsonNode problem = ann.get("/api/connection?client=" + name).expectProblem(400, "malformed");
        assertEquals("client", problem.path("field").asString(), problem::toString);
    }

    @ParameterizedTest
    @CsvSource({"7, password", "257, password", "1100, password"})
    void aPasswordHasAsManyCharactersAsItMust(int length, String field) {
        Person ann = person("ann");
        String name = "new-" + ann.name();
        Answer answer = Person.once(
                server(), Request.post("/api/accounts", Json.of("name", name).put("password", "x".repeat(length))));
        assertEquals(field, answer.json().path("field").asString(), answer::toString);
        assertTrue(answer.status() == 400 || answer.status() == 413, answer::toString);
        assertEquals(List.of(), Json.list(ann.get("/api/users?q=" + name).json().path("users")));
    }

    @Test
    void thePageIsToldWhatItNeedsToKnow() {
        JsonNode limits = Person.once(server(), Request.get("/api/installation"))
                .expect(200)
                .path("limits");
        assertEquals(200, limits.path("message").asInt(), limits::toString);
        assertEquals(2048, limits.path("command").asInt(), limits::toString);
    }

    /** Without a refusal, which a browser would write to its console. */
    @Test
    void itIsToldWhetherSomebodyIsSignedIn() {
        Person ann = person("ann");
        JsonNode who = ann.get("/api/session").expect(200);
        assertEquals(who, ann.get("/api/installation").expect(200).path("session"));
        JsonNode nobody =
                Person.once(server(), Request.get("/api/installation")).expect(200);
        assertTrue(nobody.path("session").isMissingNode(), nobody::toString);
        JsonNode other = ann.get("/api/installation?as=u0").expect(200);
        assertTrue(other.path("session").isMissingNode(), other::toString);
    }

    private static Answer command(Person person, String body) {
        return person.exchange(Request.post("/api/commands", body));
    }

    private static String padded(ObjectNode command, int bytes) {
        String text = command.toString();
        return text + " ".repeat(bytes - text.length());
    }

    private static void assertTooLong(JsonNode refusal, String field, int limit) {
        assertEquals("too-long", refusal.path("code").asString(), refusal::toString);
        assertEquals(field, refusal.path("field").asString(), refusal::toString);
        assertEquals(limit, refusal.path("limit").asInt(), refusal::toString);
    }
}
