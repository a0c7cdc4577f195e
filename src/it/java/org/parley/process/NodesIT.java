package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Author;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.HttpAuthor;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.SocketAuthor;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two nodes, each a process of its own, on one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesIT {
    private static final int MANY = 100;

    private TwoNodes nodes;
    private ParleyProcess one;
    private ParleyProcess two;

    @BeforeAll
    void start(@TempDir Path homes) {
        nodes = TwoNodes.start(homes, "--commands-per-second", "100000", "--commands-burst", "100000");
        one = nodes.one();
        two = nodes.two();
    }

    @AfterAll
    void end() {
        if (nodes != null) {
            nodes.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPostedAtOneNodeIsHeardAtTheOtherOnceAndInOrder(Transport transport) {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address())) {
            String room = ann.createRoom();
            try (Reader reader = transport.reader(there).connect(ann.cursor())) {
                ann.postAll(room, texts("from one", MANY));
                reader.awaitTexts(room, MANY);
                there.postAll(room, texts("from two", MANY));
                reader.awaitTexts(room, 2 * MANY);

                assertEquals(ids(ann.history(room)), ids(reader.heard().events(room)));
                List<String> all = texts("from one", MANY);
                all.addAll(texts("from two", MANY));
                assertEquals(all, reader.heard().texts(room));
            }
        }
    }

    @Test
    void bothTellTheSameOrderOfWhatIsWrittenAtBothAtOnce() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            String from = bob.cursor();
            List<Author> authors = List.of(
                    new HttpAuthor(ann.again(), room, new AtomicReference<>(one.address())),
                    new SocketAuthor(Transport.UPGRADE, bob.again(), room, new AtomicReference<>(two.address())));
            try (Reader atOne = Transport.WEBSOCKET.reader(ann).connect(from);
                    Reader atTwo = Transport.SSE.reader(bob).connect(from)) {
                authors.forEach(author -> new Thread(author).start());
                atOne.awaitTexts(room, MANY);
                authors.forEach(Author::finish);
                int written = authors.stream().mapToInt(Author::written).sum();
                atOne.awaitTexts(room, written);
                atTwo.awaitTexts(room, written);

                assertEquals(atOne.heard().texts(room), atTwo.heard().texts(room));
                assertEquals(ids(ann.history(room)), ids(atTwo.heard().events(room)));
            }
        }
    }

    @Test
    void aReaderThatChangesNodesAtEachBatchLosesAndRepeatsNothing() {
        try (Person ann = Person.signUp(one.address(), "ann")) {
            String room = ann.createRoom();
            Heard heard = new Heard();
            String cursor = ann.cursor();
            Transport[] ways = Transport.values();
            for (int i = 0; i < 20; i++) {
                URI address = i % 2 == 0 ? one.address() : two.address();
                ann.post(room, "message " + i);
                try (Person there = ann.at(address);
                        Reader reader =
                                ways[i % ways.length].reader(there, heard).connect(cursor)) {
                    reader.awaitTexts(room, i + 1);
                    cursor = reader.cursor();
                }
            }
            assertEquals(texts("message", 20), heard.texts(room));
        }
    }

    @Test
    void aCommandThatIsSentToBothIsCarriedOutOnce() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address())) {
            String room = ann.createRoom();
            ObjectNode post = Commands.post(room, "once");

            assertEquals(ann.done(post), there.done(post));
            assertEquals(1, ann.history(room).size());
        }
    }

    @Test
    void ringsThatAreLostCostTimeOnly() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address())) {
            String room = ann.createRoom();
            try (Reader reader = Transport.UPGRADE.reader(there).connect(ann.cursor())) {
                for (int i = 0; i < 3; i++) {
                    nodes.database()
                            .run(
                                    nodes.url(),
                                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Parley doorbell'");
                    ann.post(room, "message " + i);
                }
                reader.awaitTexts(room, 3);
                assertEquals(texts("message", 3), reader.heard().texts(room));
            }
        }
    }

    @Test
    void theDatabaseIsKilledAndComesBack() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            String from = ann.cursor();
            ObjectNode post = Commands.post(room, "while it was away");
            nodes.database().kill();
            try {
                assertEquals("unavailable", ann.send(post).path("code").asString());
                ann.get("/health/live").expect(200);
                ann.get("/health/ready").expectProblem(503, "unavailable");
            } finally {
                nodes.database().start();
            }
            Deadline.usual()
                    .await(
                            "the ack",
                            () -> ann.send(post).path("type").asString("").equals("ack"));
            Deadline.usual()
                    .await("that it is ready", () -> ann.get("/health/ready").status() == 200);
            assertEquals("ack", bob.send(post).path("type").asString(""), "his own key");
            try (Reader reader = Transport.UPGRADE.reader(bob).connect(from)) {
                reader.awaitTexts(room, 2);
            }
        }
    }

    @Test
    void aNodeThatIsStoppedHoldsTheOtherForAMomentOnly() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            List<Author> authors = List.of(
                    new SocketAuthor(Transport.UPGRADE, ann.again(), room, new AtomicReference<>(one.address())),
                    new SocketAuthor(Transport.UPGRADE, bob.again(), room, new AtomicReference<>(two.address())));
            authors.forEach(author -> new Thread(author).start());
            Author goesOn = authors.get(1);
            try {
                for (int i = 0; i < 3; i++) {
                    goesOn.awaitMore();
                    one.pause();
                    goesOn.awaitMore();
                    one.resume();
                }
            } finally {
                one.resume();
            }
            authors.forEach(Author::stopWriting);
            authors.forEach(Author::finish);
            assertEquals(
                    authors.stream().mapToInt(Author::written).sum(),
                    ann.history(room).size());
        }
    }

    @Test
    void nodesHaveNamesOfTheirOwn() {
        try (Person ann = Person.signUp(one.address(), "ann");
                Person there = ann.at(two.address());
                Reader here = Transport.UPGRADE.reader(ann).connect();
                Reader reader = Transport.UPGRADE.reader(there).connect()) {
            assertNotEquals(
                    here.heard().hello().path("node"), reader.heard().hello().path("node"));
        }
    }

    private static List<String> texts(String text, int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> text + ' ' + i).toList());
    }

    private static List<Long> ids(List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.path("type").asString("message").equals("message"))
                .map(message -> message.path("id").asLong())
                .toList();
    }
}
