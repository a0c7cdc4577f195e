package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.container.ClusterFronts;
import org.parley.container.Front;
import org.parley.testing.Answer;
import org.parley.testing.Background;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.Json;
import org.parley.testing.LineEnded;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** Nodes behind the proxies of docs/cluster, with TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFrontIT {
    private static final int MANY = 12;

    private final Map<ClusterFronts, Front> fronts = new EnumMap<>(ClusterFronts.class);
    private TwoNodes nodes;
    private ParleyProcess three;
    private Person admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        nodes = TwoNodes.start(folder, "--proxies-trusted", "127.0.0.1");
        three = nodes.another("three");
        admin = Person.signUp(nodes.one().address(), "admin"); // the first account does not come through a proxy
        List<URI> all = List.of(nodes.one().address(), nodes.two().address(), three.address());
        for (ClusterFronts front : ClusterFronts.values()) {
            fronts.put(front, front.start(folder.resolve(front.name()), all));
        }
    }

    @AfterAll
    void end() {
        fronts.values().forEach(Front::close);
        if (admin != null) {
            admin.close();
        }
        if (three != null) {
            three.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    private URI at(ClusterFronts front) {
        return fronts.get(front).secureAddress();
    }

    @ParameterizedTest
    @EnumSource
    void everyTransportBringsWhatComesAsItComes(ClusterFronts front) {
        for (Transport transport : Transport.values()) {
            try (Person ann = admin.at(at(front));
                    Reader reader = transport.reader(ann).connect()) {
                String room = ann.createRoom();
                for (int i = 0; i < MANY; i++) {
                    ann.post(room, "message " + i);
                    reader.awaitText(room, "message " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientsComeToAllNodes(ClusterFronts front) {
        List<Reader> readers = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        try (Person ann = admin.at(at(front))) {
            for (int i = 0; i < MANY; i++) {
                Reader reader = Transport.WEBSOCKET.reader(ann).connect();
                readers.add(reader);
                names.add(reader.heard().hello().path("node").asString());
            }
        } finally {
            readers.forEach(Reader::close);
        }
        assertEquals(3, names.size(), names::toString);
    }

    /** What a page on this address sends along has to be taken for its own. */
    @ParameterizedTest
    @EnumSource
    void aPageOfThisAddressIsNoStranger(ClusterFronts front) {
        try (Person ann = admin.at(at(front))) {
            String origin = "https://127.0.0.1:" + at(front).getPort();
            for (Transport transport : List.of(Transport.WEBSOCKET, Transport.UPGRADE)) {
                try (Reader reader =
                        transport.reader(ann).withHeader("Origin", origin).connect()) {
                    assertTrue(reader.heard().hello().has("node"));
                }
            }
        }
    }

    /** The nodes know that it was over TLS, and who calls. */
    @ParameterizedTest
    @EnumSource
    void aSessionOverTlsHasASecureCookie(ClusterFronts front) {
        Request account =
                Request.post("/api/accounts", Json.of("name", "by-" + front).put("password", Person.PASSWORD));
        Answer answer = Person.once(at(front), account);
        answer.expect(201);
        assertTrue(answer.header("set-cookie").orElseThrow().endsWith("; Secure"));
    }

    /** Who was there, or comes just then, goes on elsewhere with his cursor. */
    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void aNodeThatStopsAndOneThatIsKilledAreLeftOut(ClusterFronts front, @TempDir Path folder) {
        try (ParleyProcess four = nodes.another("four-" + front);
                ParleyProcess five = nodes.another("five-" + front);
                Front both = front.start(folder, List.of(four.address(), five.address(), three.address()));
                Person ann = admin.at(both.secureAddress())) {
            String room = ann.createRoom();
            String cursor = ann.cursor();
            Heard heard = new Heard();
            List<String> posted = new ArrayList<>();
            for (Runnable fault : List.<Runnable>of(() -> {}, four::stop, five::kill)) {
                fault.run();
                int count = posted.size() + MANY;
                String from = cursor;
                CompletableFuture<String> read = Background.supply(() -> read(ann, heard, from, room, count));
                while (posted.size() < count) {
                    Request session = Request.get("/api/session").with(ann.credentials());
                    Deadline.usual() // a proxy may find none for a moment, and clients come again
                            .await(
                                    "an answer of whatever node",
                                    () -> Person.once(both.secureAddress(), session)
                                                    .status()
                                            == 200);
                    admin.post(room, "message " + posted.size());
                    posted.add("message " + posted.size());
                }
                cursor = read.join();
            }
            assertEquals(posted, heard.texts(room));
        }
    }

    /** Reads on, as a client does that comes again when its line ends, until all has come; answers its cursor. */
    private static String read(Person person, Heard heard, String from, String room, int count) {
        Deadline deadline = Deadline.usual();
        String cursor = from;
        while (true) {
            try (Reader reader = Transport.UPGRADE.reader(person, heard).connect(cursor)) {
                reader.awaitTexts(room, count);
                return reader.cursor();
            } catch (LineEnded e) {
                if (deadline.passed()) {
                    throw e;
                }
                cursor = heard.cursor().isEmpty() ? from : heard.cursor();
                Deadline.pause();
            }
        }
    }
}
