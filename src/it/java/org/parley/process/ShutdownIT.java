package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** SIGTERM: everybody is told, what was accepted is written, and the next start goes on where this one ended. */
@Tag("start")
class ShutdownIT {
    private static final int GOES_AWAY = 1001;
    private static final int MANY = 1500;
    private static final String GENERAL = "r1";

    @TempDir
    private Path home;

    private ParleyProcess parley;
    private Person ann;
    private String room;

    @BeforeEach
    void start() {
        parley = ParleyProcess.start(home, "--sockets-per-user", "10000");
        ann = Person.signUp(parley.address(), "ann");
        room = ann.createRoom();
    }

    @AfterEach
    void end() {
        ann.close();
        parley.close();
    }

    @Test
    void linesAreEndedWithTheTimeToReconnectIn() {
        List<Reader> readers = new ArrayList<>();
        try {
            for (Transport transport : List.of(Transport.SSE, Transport.WEBSOCKET, Transport.UPGRADE)) {
                readers.add(transport.reader(ann).connect());
            }
            parley.stop();
            for (Reader reader : readers) {
                LineEnded end = reader.awaitEnd();
                assertEquals(GOES_AWAY, end.code(), end::toString);
                assertTrue(end.reason().matches("\\d+"), end::toString);
            }
        } finally {
            readers.forEach(Reader::close);
        }
        parley.awaitExit();
    }

    @Test
    void aParkedPollIsAnswered() {
        try (Person bob = Person.signUp(parley.address(), "bob");
                Reader line = Transport.SSE.reader(ann).connect();
                Reader reader =
                        Transport.LONG_POLLING.reader(bob).with("wait", "50").connect(bob.cursor())) {
            line.await(
                    "that his poll has come", () -> line.heard().online(GENERAL).contains(bob.id()));
            parley.stop();
            JsonNode batch = reader.next(Deadline.usual()).orElseThrow();
            assertEquals("batch", batch.path("type").asString());
            assertTrue(batch.path("events").isEmpty(), batch::toString);
        }
        parley.awaitExit();
    }

    @Test
    void whatWasSentBeforeIsAckedOrNotWritten() {
        ObjectNode post = Commands.post(room, "the last words");
        try (SocketReader reader =
                (SocketReader) Transport.WEBSOCKET.reader(ann).connect()) {
            reader.write(post);
            parley.stop();
            reader.awaitEnd();
            parley.awaitExit();
            restart();
            JsonNode again = ann.done(post);
            reader.heard().answer(post.path("key").asString()).ifPresent(ack -> assertEquals(ack, again));
            assertEquals(1, ann.history(room).size());
        }
    }

    @Test
    void readersGoOnAfterARestart() {
        String cursor = ann.cursor();
        ann.post(room, "before");
        parley.stop().awaitExit();
        restart();
        ann.post(room, "after");
        for (Transport transport : Transport.values()) {
            try (Reader reader = transport.reader(ann).connect(cursor).awaitTexts(room, 2)) {
                assertEquals(List.of("before", "after"), reader.heard().texts(room), transport::toString);
            }
        }
    }

    /** They are ended one after the other: while the first ones look for another node, the last are served as ever. */
    @Test
    void whoComesMeanwhileIsTurnedAwayAndWhoIsThereIsServedUntilItsTurn() {
        List<SocketReader> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                sockets.add((SocketReader) Transport.UPGRADE.reader(ann).connect());
            }
            SocketReader last = sockets.get(MANY - 1);
            parley.stop();
            sockets.get(0).awaitEnd();
            for (Transport transport : Transport.values()) {
                LineEnded end = turnedAway(transport);
                assertEquals("unavailable", end.problem().path("code").asString(""), end::toString);
                assertEquals(1000, end.problem().path("retry").asInt(), end::toString);
            }
            assertEquals(
                    "ack",
                    last.send(Commands.post(room, "still here")).path("type").asString());
            last.awaitText(room, "still here");
            for (SocketReader socket : sockets.subList(1, MANY)) {
                LineEnded end = socket.awaitEnd();
                assertEquals(GOES_AWAY, end.code(), end::toString);
                assertEquals(MANY, Integer.parseInt(end.reason()), MANY / 10.0, "milliseconds to come back in");
            }
            parley.awaitExit();
        } finally {
            sockets.forEach(SocketReader::close);
        }
    }

    private LineEnded turnedAway(Transport transport) {
        try (Reader reader = transport.reader(ann)) {
            return reader.connect(ann.cursor()).awaitEnd();
        } catch (LineEnded end) {
            return end;
        }
    }

    private void restart() {
        ann.close();
        parley = ParleyProcess.start(home);
        ann = ann.at(parley.address());
    }
}
