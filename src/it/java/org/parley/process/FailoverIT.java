package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Author;
import org.parley.testing.Cable;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.HttpAuthor;
import org.parley.testing.LineEnded;
import org.parley.testing.NatsServer;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Reader;
import org.parley.testing.SocketAuthor;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two nodes whose database has a standby, which takes over when the primary ends. They know both by one URL. */
@Tag("long")
class FailoverIT {
    private static final int GONE = 4410;

    private PostgresServer primary;
    private PostgresServer standby;
    private Cable replication;
    private NatsServer nats;
    private TwoNodes nodes;

    @TempDir
    private Path homes;

    private void start(String... options) {
        primary = PostgresServer.begin();
        replication = Cable.to(primary.port());
        standby = primary.standby(replication.port());
        String both =
                primary.database().replace(":" + primary.port(), ":" + primary.port() + ",127.0.0.1:" + standby.port())
                        + "&targetServerType=primary";
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--heartbeat", "60s")); // nobody reads for a while, nor says that he is there
        nodes = TwoNodes.start(primary, both, homes, all.toArray(String[]::new));
    }

    @AfterEach
    void end() {
        if (nodes != null) {
            nodes.close();
        }
        if (nats != null) {
            nats.close();
        }
        if (standby != null) {
            standby.close();
        }
        if (replication != null) {
            replication.close();
        }
    }

    /** How the primary ends. */
    enum End {
        /** Connections break. */
        KILLED(PostgresServer::kill),
        /** Its machine hangs: whoever asks it waits. */
        HELD(PostgresServer::pause);

        private final Consumer<PostgresServer> of;

        End(Consumer<PostgresServer> of) {
            this.of = of;
        }
    }

    /** Lines stay open, and what they tell has neither a hole nor another epoch. */
    @ParameterizedTest
    @EnumSource
    void aSynchronousStandbyHasAllThatWasAcked(End end) {
        start("--commands-per-second", "100000", "--commands-burst", "100000");
        primary.waitForStandby();
        try (Person ann = Person.signUp(nodes.one().address(), "ann");
                Person bob = Person.signUp(nodes.two().address(), "bob")) {
            String room = ann.createRoom();
            String aside = ann.createRoom();
            bob.join(room);
            String from = bob.cursor();
            List<Author> authors = List.of(
                    new SocketAuthor(
                            Transport.UPGRADE,
                            ann.again(),
                            room,
                            new AtomicReference<>(nodes.one().address())),
                    new HttpAuthor(
                            bob.again(), room, new AtomicReference<>(nodes.two().address())));
            try (Reader atOne = Transport.WEBSOCKET.reader(ann).connect(from);
                    Reader atTwo = Transport.SSE.reader(bob).connect(from)) {
                authors.forEach(author -> new Thread(author).start());
                authors.forEach(Author::awaitMore);
                replication.cut();
                ObjectNode first = Commands.post(aside, "while the standby is away");
                awaitUnavailable(ann, first);
                replication.mend();
                awaitAck(ann, first);
                authors.forEach(Author::awaitMore);
                end.of.accept(primary);
                ObjectNode second = Commands.post(aside, "while the primary is away");
                awaitUnavailable(ann, second);
                standby.promote();
                awaitAck(ann, second);
                authors.forEach(Author::awaitMore);
                authors.forEach(Author::stopWriting);
                authors.forEach(Author::finish);

                int written = authors.stream().mapToInt(Author::written).sum();
                atOne.awaitTexts(room, written);
                atTwo.awaitTexts(room, written);
                assertEquals(atOne.heard().texts(room), atTwo.heard().texts(room));
                assertEquals(epoch(from), epoch(atOne.cursor()));
                assertAllThere(authors, ann.history(room));
                assertEquals(
                        List.of("while the standby is away", "while the primary is away"), texts(ann.history(aside)));
            }
        }
    }

    private static void awaitUnavailable(Person person, ObjectNode command) {
        Deadline.usual()
                .await(
                        "that nothing can be written",
                        () -> person.send(command).path("code").asString("").equals("unavailable"));
    }

    private static void awaitAck(Person person, ObjectNode command) {
        Deadline.usual()
                .await(
                        "the ack",
                        () -> person.send(command).path("type").asString("").equals("ack"));
    }

    /** Each ack names the message that the log has, once. */
    private static void assertAllThere(List<Author> authors, List<JsonNode> history) {
        Map<String, Long> acked = new HashMap<>();
        authors.forEach(author -> acked.putAll(author.acked()));
        Map<String, Long> log = history.stream()
                .collect(Collectors.toMap(
                        message -> message.path("text").asString(),
                        message -> message.path("id").asLong()));
        assertEquals(acked, log);
    }

    /** What was written and told since it followed no more is lost, and everybody is told so. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStandbyThatLagsBeginsAnotherEpoch(boolean byNats) {
        if (byNats) {
            nats = NatsServer.begin();
            start("--nats-url", nats.url());
        } else {
            start();
        }
        try (Person ann = Person.signUp(nodes.one().address(), "ann");
                Person there = ann.at(nodes.two().address())) {
            String room = ann.createRoom();
            ann.post(room, "kept");
            String from = ann.cursor();
            primary.awaitReplay();
            replication.cut();
            try (Reader atOne = Transport.UPGRADE.reader(ann).connect(from);
                    Reader atTwo = Transport.WEBSOCKET.reader(there).connect(from)) {
                ann.post(room, "lost, of one");
                there.post(room, "lost, of two");
                atOne.awaitTexts(room, 2);
                atTwo.awaitTexts(room, 2);
                primary.kill();
                standby.promote();

                assertGone(atOne.awaitEnd());
                assertGone(atTwo.awaitEnd());
                try (Reader later = Transport.POLLING.reader(ann).connect(atOne.cursor())) {
                    assertGone(later.awaitEnd());
                }
            }
            awaitAck(there, Commands.post(room, "anew"));
            Deadline.usual().await("one epoch", () -> epoch(ann.cursor()).equals(epoch(there.cursor())));
            assertNotEquals(epoch(from), epoch(ann.cursor()));
            assertEquals(List.of("kept", "anew"), texts(ann.history(room)));
            assertEquals(List.of("kept", "anew"), texts(there.history(room)));
        }
        for (ParleyProcess node : List.of(nodes.one(), nodes.two())) {
            Set<String> wrong = node.output().stream()
                    .filter(line -> line.contains("SEVERE") && !line.contains("The log "))
                    .collect(Collectors.toSet());
            assertTrue(wrong.isEmpty(), wrong::toString);
        }
    }

    private static void assertGone(LineEnded end) {
        assertEquals(GONE, end.code(), end::toString);
        assertEquals("epoch", end.problem().path("cause").asString(""), end::toString);
    }

    private static String epoch(String cursor) {
        return cursor.substring(0, cursor.lastIndexOf('-'));
    }

    private static List<String> texts(List<JsonNode> history) {
        return history.stream()
                .filter(message -> message.has("text"))
                .map(message -> message.path("text").asString())
                .toList();
    }
}
