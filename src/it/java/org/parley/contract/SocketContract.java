package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.contract.DeliveryContract.numbered;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.SocketReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What sockets promise on top: commands go up the same line, in order, and both sides show that they live. */
interface SocketContract extends StreamContract, FrameContract {
    int SOCKETS_FOR_ONE_USER = 32;
    int NO_COMMAND = 4400;
    int TOO_BIG = 1009;
    int GREATEST_COMMAND = 65_536;

    @Test
    default void pipelinedCommandsAreDecidedInTheirOrder() {
        Person ann = person("ann");
        String room = ann.createRoom();
        SocketReader bob = socket(person("bob"));
        bob.connect();
        ObjectNode early = Commands.post(room, "too early");
        ObjectNode post = Commands.post(room, "in time");
        ObjectNode late = Commands.post(room, "too late");
        List<ObjectNode> all = List.of(early, Commands.join(room), post, Commands.leave(room), late);
        all.forEach(command -> bob.write(command));
        assertEquals("not-a-member", bob.awaitAnswer(early).path("code").asString());
        assertTrue(bob.awaitAnswer(post).has("id"));
        assertEquals("not-a-member", bob.awaitAnswer(late).path("code").asString());
    }

    /** Rooms are numbered; nothing promises it, but it lets a client talk about a room that it is just making. */
    @Test
    default void aRoomCanBeMadeAndUsedWithoutWaiting() {
        Person ann = person("ann");
        int one = number(ann.createRoom());
        int two = number(ann.createRoom());
        String next = "r" + (two + (two - one));
        SocketReader reader = socket(ann);
        reader.connect();
        ObjectNode create = Commands.createRoom("pipelined " + ann.name());
        ObjectNode join = Commands.join(next);
        ObjectNode post = Commands.post(next, "first");
        List.of(create, join, post).forEach(command -> reader.write(command));
        assertEquals(next, reader.awaitAnswer(create).path("room").asString());
        assertEquals("ack", reader.awaitAnswer(join).path("type").asString());
        assertTrue(reader.awaitAnswer(post).has("id"));
    }

    private static int number(String room) {
        return Integer.parseInt(room.substring(1));
    }

    @Test
    default void aHundredPostsWithoutWaitingAreAllAckedInOrder() {
        Person ann = person("ann");
        String room = ann.createRoom();
        SocketReader reader = socket(ann);
        reader.connect();
        List<ObjectNode> posts = numbered("note", 100).stream()
                .map(text -> Commands.post(room, text))
                .toList();
        posts.forEach(post -> reader.write(post));
        List<Long> ids = posts.stream()
                .map(post -> reader.awaitAnswer(post).path("id").asLong())
                .toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertEquals(numbered("note", 100), reader.awaitTexts(room, 100).heard().texts(room));
    }

    @Test
    default void whatIsNoCommandEndsTheLine() {
        Person ann = person("ann");
        for (String text : List.of(
                "hello",
                "",
                "[]",
                "7",
                "null",
                "{\"type\":",
                "{\"type\":\"join\",\"room\":\"r1\"}",
                Commands.keyed("join").put("key", "k".repeat(65)).toString(),
                Commands.keyed("join").put("key", 7).toString())) {
            assertEquals(NO_COMMAND, endAfter(ann, text).code(), text);
        }
    }

    @Test
    default void whatCameBeforeIsAnsweredBeforeTheLineEnds() {
        Person ann = person("ann");
        SocketReader reader = socket(ann);
        reader.connect();
        ObjectNode read = Commands.keyed("read").put("room", "r1").put("id", 0);
        reader.write(read);
        reader.write("[]");
        LineEnded end = reader.awaitEnd();
        assertEquals(NO_COMMAND, end.code());
        assertEquals("error", end.problem().path("type").asString(), end::toString);
        assertTrue(reader.heard().answer(read.path("key").asString()).isPresent(), end::toString);
    }

    @Test
    default void aCommandOfTheGreatestSizeIsRead() {
        Person ann = person("ann");
        String room = ann.createRoom();
        SocketReader reader = socket(ann);
        reader.connect();
        ObjectNode post = Commands.post(room, "with much air behind it");
        String text = post.toString();
        reader.write(text + " ".repeat(GREATEST_COMMAND - text.length()));
        assertTrue(reader.awaitAnswer(post).has("id"));
    }

    @Test
    default void aCommandOverTheLimitEndsTheLine() {
        Person ann = person("ann");
        assertEquals(TOO_BIG, endAfter(ann, "{}" + " ".repeat(GREATEST_COMMAND)).code());
    }

    private LineEnded endAfter(Person person, String text) {
        SocketReader reader = socket(person);
        reader.connect();
        reader.write(text);
        LineEnded end = reader.awaitEnd();
        reader.close();
        return end;
    }

    /** A server that has said its last word does not wait for the peer's for ever. */
    @Test
    default void whoDoesNotAnswerACloseIsCutOffAllTheSame() {
        SocketReader reader = socket(person("ann"));
        reader.connect();
        reader.write("[]");
        assertTrue(reader.socket().ends(Deadline.usual()), "the connection stays open");
    }

    @Test
    default void silenceEndsTheLine() {
        SocketReader reader = socket(person("ann")).mute();
        reader.connect();
        reader.awaitEnd();
        long heartbeats = reader.heard().batches().size();
        assertTrue(heartbeats >= 1 && heartbeats <= 3, "ended after " + heartbeats + " heartbeats");
    }

    @Test
    default void oneSocketTooManyIsTurnedAway() {
        Person ann = person("ann");
        String room = ann.createRoom();
        List<SocketReader> sockets = IntStream.range(0, SOCKETS_FOR_ONE_USER)
                .mapToObj(i -> socket(ann))
                .toList();
        sockets.forEach(SocketReader::connect);
        LineEnded end = connectedUntilItEnds(socket(ann));
        assertEquals(HardshipContract.TOO_MANY, end.code(), end::toString);
        sockets.get(0).send(Commands.post(room, "the first still works"));
        sockets.get(SOCKETS_FOR_ONE_USER - 1).awaitText(room, "the first still works");
    }

    private static LineEnded connectedUntilItEnds(SocketReader reader) {
        try {
            reader.connect();
            return reader.awaitEnd();
        } catch (LineEnded end) {
            return end;
        }
    }

    @Test
    default void aClientThatSpeaksButNeverReadsIsHeldBack() throws Exception {
        Person ann = person("ann");
        String room = ann.createRoom();
        SocketReader deaf = socket(person("bob"));
        deaf.withReceiveBuffer(4096).connect();
        SocketReader cai = socket(memberOf(room, "cai"));
        cai.connect();
        Flood flood = atTheEndClose(new Flood(deaf.socket()));
        for (int i = 0; !flood.isHeldBack(); i++) {
            ann.post(room, "note " + i);
            cai.awaitText(room, "note " + i);
        }
        JsonNode ack = cai.send(Commands.join(room));
        assertEquals("ack", ack.path("type").asString());
    }
}
