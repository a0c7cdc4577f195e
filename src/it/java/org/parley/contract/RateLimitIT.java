package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.contract.DeliveryContract.numbered;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.parley.testing.Answer;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Request;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who says too much at once is asked to wait, and what he said is neither lost nor shuffled. */
class RateLimitIT extends OnStage {
    private static final int BURST = 5;
    private static final int MORE_THAN_ALLOWED = BURST + 3;
    private static final List<Transport> SOCKETS = List.of(Transport.WEBSOCKET, Transport.UPGRADE);

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with("limits", Map.of("parley.commands.per.second", "1", "parley.commands.burst", "" + BURST));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    /** Somebody in this room who has said nothing yet but that he joins. */
    private Person quietMember() {
        return memberOf(person("ann").createRoom(), "bob");
    }

    private static String room(Person member) {
        return Json.list(member.state().path("rooms")).stream()
                .filter(room -> !room.path("name").asString().equals("general"))
                .map(room -> room.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void overHttpTheAnswerSaysHowLongToWait() {
        Person bob = quietMember();
        String room = room(bob);
        bob.send(posts(room, MORE_THAN_ALLOWED));
        Answer answer = bob.exchange(Request.post("/api/commands", Commands.post(room, "too much")));
        JsonNode problem = answer.expectProblem(429, "rate-limited");
        assertTrue(problem.path("retry").asInt() > 0, problem::toString);
        assertTrue(Integer.parseInt(answer.header("retry-after").orElse("0")) >= 1, answer::toString);
    }

    @Test
    void inABodyWhatStandsBehindARefusalIsRefusedToo() {
        Person bob = quietMember();
        String room = room(bob);
        List<JsonNode> answers = bob.send(posts(room, MORE_THAN_ALLOWED));
        int acks = acks(answers);
        answers.subList(acks, answers.size()).forEach(RateLimitIT::assertRateLimited);
        assertEquals(numbered("note", acks), texts(bob, room));
    }

    @Test
    void onASocketTheRefusedCanBeSentAgainInOrder() {
        for (Transport transport : SOCKETS) {
            Person bob = quietMember();
            String room = room(bob);
            SocketReader reader = connected(transport, bob);
            List<ObjectNode> posts = posts(room, MORE_THAN_ALLOWED);
            posts.forEach(reader::write);
            int acks = acks(posts.stream().map(reader::awaitAnswer).toList());
            posts.subList(acks, posts.size()).forEach(post -> sendUntilAcked(reader, post));
            assertEquals(numbered("note", MORE_THAN_ALLOWED), texts(bob, room));
        }
    }

    @Test
    void onASocketWhatStandsBehindARefusalWaitsForIt() {
        for (Transport transport : SOCKETS) {
            Person bob = quietMember();
            String room = room(bob);
            SocketReader reader = connected(transport, bob);
            List<ObjectNode> posts = posts(room, MORE_THAN_ALLOWED);
            posts.forEach(reader::write);
            int acks = acks(posts.stream().map(reader::awaitAnswer).toList());
            Person elsewhere = atTheEndClose(bob.again());
            Deadline.usual().await("a place", () -> !isRateLimited(elsewhere.send(Commands.post(room, "elsewhere"))));
            assertRateLimited(reader.send(Commands.post(room, "overtaking")));
            sendUntilAcked(reader, posts.get(acks));
        }
    }

    @Test
    void whoHeedsNoRefusalIsTurnedAway() {
        for (Transport transport : SOCKETS) {
            Person bob = quietMember();
            SocketReader reader = connected(transport, bob);
            String room = room(bob);
            LineEnded end = assertThrows(
                    LineEnded.class,
                    () -> Deadline.usual().await("the end", () -> {
                        reader.write(Commands.post(room, "again"));
                        reader.next(Deadline.inMillis(100));
                        return false;
                    }));
            assertEquals(HardshipContract.TOO_MANY, end.code(), end::toString);
        }
    }

    private SocketReader connected(Transport transport, Person person) {
        return (SocketReader) atTheEndClose(transport.reader(person)).connect();
    }

    private static void sendUntilAcked(SocketReader reader, ObjectNode command) {
        Deadline.usual().await("the ack of " + command, () -> {
            JsonNode answer = reader.send(command);
            Deadline.in(Duration.ofMillis(answer.path("retry").asLong(0))).pass();
            return !isRateLimited(answer);
        });
    }

    private static List<ObjectNode> posts(String room, int count) {
        return numbered("note", count).stream()
                .map(text -> Commands.post(room, text))
                .toList();
    }

    private static boolean isRateLimited(JsonNode answer) {
        return answer.path("code").asString("").equals("rate-limited");
    }

    private static void assertRateLimited(JsonNode answer) {
        assertEquals("rate-limited", answer.path("code").asString(""), answer::toString);
    }

    /** How many were acked before the first refusal, which must be there. */
    private static int acks(List<JsonNode> answers) {
        int acks = 0;
        while (answers.get(acks).path("type").asString().equals("ack")) {
            acks++;
        }
        assertTrue(acks >= BURST - 1, "only " + acks + " were taken");
        return acks;
    }

    private static List<String> texts(Person person, String room) {
        return person.history(room).stream().map(m -> m.path("text").asString()).toList();
    }
}
