package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Author;
import org.parley.testing.Deadline;
import org.parley.testing.NatsServer;
import org.parley.testing.NatsTap;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.SocketAuthor;
import org.parley.testing.Transport;

/** Two nodes on one PostgreSQL that tell each other by way of NATS, which is not there when they start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NatsNodesIT {
    private static final String HEARD = "Other nodes are heard by way of NATS";

    private final NatsServer nats = NatsServer.absent();
    private TwoNodes nodes;
    private ParleyProcess one;
    private ParleyProcess two;

    @BeforeAll
    void start(@TempDir Path homes) {
        nodes = TwoNodes.start(
                homes, "--nats-url", nats.url(), "--commands-per-second", "100000", "--commands-burst", "100000");
        one = nodes.one();
        two = nodes.two();
    }

    @AfterAll
    void end() {
        nats.close();
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    @Order(1)
    void theyStartWithoutItSayItAndHearEachOtherAllTheSame() {
        for (ParleyProcess node : List.of(one, two)) {
            String loss = "until NATS at " + nats.url() + " can be reached";
            Deadline.usual().await("that it says so", () -> lines(node, loss) > 0);
            assertEquals(1, lines(node, loss), node.output()::toString);
            assertEquals(0, lines(node, HEARD));
        }
        assertTwoHears();
    }

    @Test
    @Order(2)
    void whenItComesTheyHearEachOtherByIt() {
        nats.start();
        awaitHeard(1);
        try (NatsTap tap = NatsTap.on(nats)) {
            assertTwoHears();
            Deadline.usual().await("rings", () -> tap.count(".rings") > 0);
            Deadline.usual().await("bulletins", () -> tap.count(".bulletins") > 0);
        }
    }

    @Test
    @Order(3)
    void aSessionThatEndsAtOneEndsAtTheOther() {
        try (Person ann = Person.signUp(one.address(), "ann-who-leaves");
                Person there = ann.at(two.address())) {
            there.get("/api/session").expect(200);
            ann.exchange(Request.delete("/api/session")).expect(204);
            Deadline.usual().await("the end", () -> there.get("/api/session").status() == 401);
        }
    }

    /** Readers at both saw the same, all of it and once, while it was killed, held and came back. */
    @Test
    @Order(4)
    void itIsKilledAndHeldWhilePeopleWriteAndAllGoesOn() {
        try (Person ann = Person.signUp(one.address(), "ann-who-writes");
                Person bob = Person.signUp(two.address(), "bob-who-writes")) {
            String room = ann.createRoom();
            bob.join(room);
            String from = bob.cursor();
            List<Author> authors = List.of(
                    new SocketAuthor(Transport.UPGRADE, ann.again(), room, new AtomicReference<>(one.address())),
                    new SocketAuthor(Transport.UPGRADE, bob.again(), room, new AtomicReference<>(two.address())));
            try (Reader atOne = Transport.WEBSOCKET.reader(ann).connect(from);
                    Reader atTwo = Transport.SSE.reader(bob).connect(from)) {
                authors.forEach(author -> new Thread(author).start());
                authors.forEach(Author::awaitMore);
                nats.kill();
                authors.forEach(Author::awaitMore);
                nats.start();
                awaitHeard(2);
                authors.forEach(Author::awaitMore);
                nats.pause();
                authors.forEach(Author::awaitMore);
                nats.resume();
                authors.forEach(Author::awaitMore);
                authors.forEach(Author::stopWriting);
                authors.forEach(Author::finish);
                int written = authors.stream().mapToInt(Author::written).sum();
                atOne.awaitTexts(room, written);
                atTwo.awaitTexts(room, written);

                assertEquals(written, ann.history(room).size());
                assertEquals(atOne.heard().texts(room), atTwo.heard().texts(room));
            }
        }
        for (ParleyProcess node : List.of(one, two)) {
            assertTrue(lines(node, "the connection ended") > 0, "it says that NATS is away");
            assertFalse(node.output().stream().anyMatch(line -> line.contains("SEVERE")), node.output()::toString);
        }
    }

    private void assertTwoHears() {
        try (Person ann = Person.signUp(one.address(), "ann" + System.nanoTime());
                Person there = ann.at(two.address())) {
            String room = ann.createRoom();
            try (Reader reader = Transport.UPGRADE.reader(there).connect(ann.cursor())) {
                ann.post(room, "from one");
                reader.awaitText(room, "from one");
            }
        }
    }

    private void awaitHeard(int times) {
        for (ParleyProcess node : List.of(one, two)) {
            Deadline.usual().await("that NATS is there", () -> lines(node, HEARD) >= times);
        }
    }

    private static long lines(ParleyProcess node, String text) {
        return node.output().stream().filter(line -> line.contains(text)).count();
    }
}
