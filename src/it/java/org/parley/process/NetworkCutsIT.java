package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Author;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.NatsServer;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.SocketAuthor;
import org.parley.testing.Switches;
import org.parley.testing.Switches.Net;
import org.parley.testing.Transport;

/**
 * Two nodes on machines of their own, as far as the kernel's networks go: one of them is cut off from the database,
 * from NATS and from its clients in turn, and neither side is told.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkCutsIT {
    private static final String LOST = "the connection ended";
    private static final String HEARD = "Other nodes are heard by way of NATS";

    private final List<ParleyProcess> nodes = new ArrayList<>();
    private Switches switches;
    private PostgresServer database;
    private NatsServer nats;

    @BeforeAll
    void start(@TempDir Path homes) {
        switches = Switches.with(2);
        database = PostgresServer.begin(switches.here(Net.DATABASE));
        nats = NatsServer.beginAt(switches.here(Net.NATS));
        String url = database.database().replace("127.0.0.1", switches.here(Net.DATABASE));
        for (int machine = 0; machine < 2; machine++) {
            nodes.add(ParleyProcess.startUnder(
                    switches.on(machine),
                    homes.resolve("node-" + machine),
                    "--bind",
                    switches.there(machine, Net.CLIENTS),
                    "--store-url",
                    url,
                    "--nats-url",
                    nats.url(),
                    "--commands-per-second",
                    "100000",
                    "--commands-burst",
                    "100000",
                    "--heartbeat", // nobody reads for a while, nor says that he is there
                    "60s"));
        }
        awaitHeard(0, 1);
        awaitHeard(1, 1);
        makeTheFirstAccount();
    }

    /** From elsewhere that needs the code that a node's log shows. */
    private void makeTheFirstAccount() {
        Matcher code = Pattern.compile("set-up code (\\S+)")
                .matcher(String.join("\n", nodes.get(0).output()));
        assertTrue(code.find(), nodes.get(0).output()::toString);
        Request account = Request.post(
                "/api/accounts",
                Json.of("name", "admin")
                        .put("password", "correct horse battery staple")
                        .put("setup", code.group(1)));
        Person.once(nodes.get(0).address(), account).expect(201);
    }

    @AfterAll
    void end() {
        nodes.forEach(ParleyProcess::close);
        if (nats != null) {
            nats.close();
        }
        if (database != null) {
            database.close();
        }
        if (switches != null) {
            switches.close();
        }
    }

    /** The other node goes on meanwhile, though the one may have held the lock; and then both tell the same. */
    @ParameterizedTest
    @EnumSource
    void aNodeIsCutOffAndAllHeals(Net from) {
        ParleyProcess one = nodes.get(0);
        ParleyProcess two = nodes.get(1);
        try (Person ann = Person.signUp(one.address(), "ann");
                Person bob = Person.signUp(two.address(), "bob")) {
            String room = ann.createRoom();
            bob.join(room);
            String cursor = bob.cursor();
            Author atOne = new SocketAuthor(Transport.UPGRADE, ann.again(), room, new AtomicReference<>(one.address()));
            Author atTwo = new SocketAuthor(Transport.UPGRADE, bob.again(), room, new AtomicReference<>(two.address()));
            try (Reader fromOne = Transport.WEBSOCKET.reader(ann).connect(cursor);
                    Reader fromTwo = Transport.SSE.reader(bob).connect(cursor)) {
                List.of(atOne, atTwo).forEach(author -> new Thread(author).start());
                atOne.awaitMore();
                atTwo.awaitMore();
                long heard = heard(0);
                long lost = lines(0, LOST);
                switches.cut(0, from);
                try {
                    awaitNoticed(from, lost);
                    atTwo.awaitMore();
                } finally {
                    switches.mend(0, from);
                }
                atOne.awaitMore();
                atTwo.awaitMore();
                if (from == Net.NATS) {
                    awaitHeard(0, heard + 1);
                }
                Deadline.usual().await("that it is ready", () -> status(one) == 200);
                atOne.stopWriting();
                atTwo.stopWriting();
                atOne.finish();
                atTwo.finish();
                int written = atOne.written() + atTwo.written();
                fromOne.awaitTexts(room, written);
                fromTwo.awaitTexts(room, written);

                assertEquals(written, ann.history(room).size());
                assertEquals(fromOne.heard().texts(room), fromTwo.heard().texts(room));
            }
        }
    }

    /** Without its database a node says that it is not ready, and without NATS that it hears others by looking. */
    private void awaitNoticed(Net from, long lost) {
        ParleyProcess one = nodes.get(0);
        switch (from) {
            case DATABASE -> Deadline.usual().await("that it is not ready", () -> status(one) == 503);
            case NATS -> Deadline.usual().await("that NATS is away", () -> lines(0, LOST) > lost);
            case CLIENTS -> {} // whoever has no way to a node can't ask it
        }
    }

    private static int status(ParleyProcess node) {
        return Person.once(node.address(), Request.get("/health/ready")).status();
    }

    private void awaitHeard(int node, long times) {
        Deadline.usual().await("that NATS is there", () -> heard(node) >= times);
    }

    private long heard(int node) {
        return lines(node, HEARD);
    }

    private long lines(int node, String text) {
        return nodes.get(node).output().stream()
                .filter(line -> line.contains(text))
                .count();
    }
}
