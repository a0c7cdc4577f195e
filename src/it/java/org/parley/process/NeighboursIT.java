package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Background;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/** What is not in the log crosses from one node to the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighboursIT {
    private static final int GOES_AWAY = 1001;
    private static final int SIGNED_OUT = 4401;

    private TwoNodes nodes;
    private ParleyProcess one;
    private ParleyProcess two;

    @BeforeAll
    void start(@TempDir Path homes) {
        nodes = TwoNodes.start(homes);
        one = nodes.one();
        two = nodes.two();
    }

    @AfterAll
    void end() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void whoReadsAtOneNodeIsOnlineAtTheOtherUntilHeLeaves() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            try (Reader reader = Transport.UPGRADE.reader(ann).connect()) {
                for (Transport line : List.of(Transport.WEBSOCKET, Transport.UPGRADE)) {
                    Reader bobs = line.reader(bob).connect();
                    reader.await("bob over " + line, () -> isOnline(reader, room, bob));
                    bobs.close();
                    reader.await("that he left", () -> !isOnline(reader, room, bob));
                }
                Transport.LONG_POLLING.reader(bob).with("wait", "1").connect();
                reader.await("bob, who polls", () -> isOnline(reader, room, bob));
                JsonNode members = ann.get("/api/rooms/" + room + "/members").expect(200);
                assertTrue(members.toString().contains(online(bob)), members::toString);
            }
        }
    }

    /** How the list of a room's members tells that somebody is online. */
    private static String online(Person person) {
        return "{\"id\":\"" + person.id() + "\",\"name\":\"" + person.name() + "\",\"online\":true}";
    }

    private static boolean isOnline(Reader reader, String room, Person person) {
        return reader.heard().online(room).contains(person.id());
    }

    @Test
    void whoTypesAtOneNodeIsToldAtTheOtherUntilHePosts() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            try (Reader reader = Transport.SSE.reader(ann).connect();
                    SocketReader typist =
                            (SocketReader) Transport.WEBSOCKET.reader(bob).connect()) {
                reader.await("that bob is there", () -> isOnline(reader, room, bob));
                typist.write(Commands.typing(room));
                reader.await("typing", () -> reader.heard().typing(room).contains(bob.id()));
                typist.send(Commands.post(room, "typed"));
                reader.awaitText(room, "typed");
                reader.await("no more typing", () -> reader.heard().typing(room).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadMarkIsToldToOnesReadersAtTheOtherNode(Transport transport) {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address())) {
            String room = ann.createRoom();
            long id = ann.post(room, "read me");
            JsonNode before = there.state();
            try (Reader reader = transport
                    .reader(there)
                    .knowingMine(before.path("mine").path("version").asLong())
                    .connect(before.path("cursor").asString())) {
                ann.done(Commands.read(room, id));
                reader.await("the mark", () -> reader.heard().read(room) == id);
            }
        }
    }

    @Test
    void whoSignsOutAtOneNodeIsSignedOutAtTheOtherWithinASecond() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address())) {
            there.state(); // the other node has the session in memory
            Reader line = Transport.UPGRADE.reader(there).connect();
            Reader stream = Transport.SSE.reader(there).connect();
            ann.signOut();

            Deadline second = Deadline.in(Duration.ofSeconds(1));
            assertEquals(SIGNED_OUT, line.awaitEnd(second).code());
            assertEquals(SIGNED_OUT, stream.awaitEnd(second).code());
            there.get("/api/state").expectProblem(401, "not-signed-in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTicketOfOneNodeWorksOnceAtTheOther(Transport transport) {
        try (Person ann = Person.signUp(one.address(), "ann")) {
            JsonNode ticket = ann.exchange(Request.post("/api/tickets", "")).expect(201);
            String secret = ticket.path("ticket").asString();
            try (Person there = ann.at(two.address());
                    Reader reader = withTicket(transport, there, secret).connect()) {
                assertFalse(reader.cursor().isEmpty());
            }
            for (ParleyProcess node : List.of(one, two)) {
                LineEnded refused = assertThrows(
                        LineEnded.class,
                        () -> withTicket(transport, ann.at(node.address()), secret)
                                .connect());
                assertEquals(SIGNED_OUT, refused.code());
            }
        }
    }

    private static Reader withTicket(Transport transport, Person person, String ticket) {
        return transport.reader(person).withHeader("Authorization", "").with("ticket", ticket);
    }

    @Test
    void aTicketWorksOnceHoweverManyComeWithItToAllNodesAtOnce() {
        try (Person ann = Person.signUp(one.address(), "ann")) {
            for (int round = 0; round < 10; round++) {
                String ticket = ann.exchange(Request.post("/api/tickets", ""))
                        .expect(201)
                        .path("ticket")
                        .asString();
                Request poll = Request.get("/transport/polling?ticket=" + ticket);
                List<CompletableFuture<Integer>> comers = IntStream.range(0, 6)
                        .mapToObj(i -> i % 2 == 0 ? one.address() : two.address())
                        .map(node ->
                                Background.supply(() -> Person.once(node, poll).status()))
                        .toList();
                List<Integer> statuses =
                        comers.stream().map(CompletableFuture::join).sorted().toList();
                assertEquals(List.of(200, 401, 401, 401, 401, 401), statuses);
            }
        }
    }

    /** One that is alone tells a time within which it may be back. */
    @Test
    void whoIsLetGoByANodeThatStopsMayComeToAnotherAtOnce() {
        try (ParleyProcess three = nodes.another("stopped");
                Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(three.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            try (Reader there = Transport.UPGRADE.reader(ann).connect();
                    Reader stream = Transport.SSE.reader(bob).connect();
                    Reader line = Transport.WEBSOCKET.reader(bob).connect()) {
                assertTrue(there.heard().hello().has("node"));
                line.await("ann, of whom another node tells", () -> isOnline(line, room, ann));
                three.stop();
                for (Reader reader : List.of(stream, line)) {
                    LineEnded end = reader.awaitEnd();
                    assertEquals(GOES_AWAY, end.code(), end::toString);
                    assertEquals("0", end.reason(), end::toString);
                }
                bob.post(room, "by the node that a proxy still believes to be there");
                bob.get("/health/ready").expectProblem(503, "unavailable");
            }
            three.awaitExit();
        }
    }

    @Test
    void aNodeThatIsKilledTakesItsPeopleAlongWithinTenSeconds() {
        try (ParleyProcess three = nodes.another("three");
                Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(three.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            try (Reader reader = Transport.UPGRADE.reader(ann).connect()) {
                Transport.WEBSOCKET.reader(bob).connect();
                reader.await("bob", () -> isOnline(reader, room, bob));
                three.kill();
                reader.await(
                        "that he is gone", Deadline.in(Duration.ofSeconds(10)), () -> !isOnline(reader, room, bob));
            }
        }
    }
}
