package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.parley.contract.DeliveryContract.numbered;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.container.Container;
import org.parley.testing.Background;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All transports tell one story, and a reader may change between them at any time. */
@Tag("container")
class CrossTransportIT extends OnStage {
    private static final int MANY = 200;
    private static final List<Transport> WAYS = Container.transports();

    /** It lets one person have many lines: a container may notice seconds later that one was left. */
    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "changing",
                Map.of(
                        "parley.sockets.per.user", "10000",
                        "parley.commands.per.second", "100000",
                        "parley.commands.burst", "100000"));
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @Test
    void allTransportsTellTheSameEventsInTheSameOrder() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Map<Transport, CompletableFuture<List<JsonNode>>> stories = new EnumMap<>(Transport.class);
        for (Transport transport : WAYS) {
            Reader reader = atTheEndClose(transport.reader(ann)).connect();
            stories.put(transport, Background.supply(() -> story(transport, reader, room)));
        }
        talking(ann, room).join();
        List<JsonNode> one = stories.get(Transport.POLLING).join();
        stories.forEach((transport, story) -> assertEquals(one, story.join(), transport::toString));
    }

    private static List<JsonNode> story(Transport transport, Reader reader, String room) {
        return reader.await(
                        MANY + " messages over " + transport,
                        () -> reader.heard().texts(room).size() >= MANY)
                .heard()
                .events(room);
    }

    @Test
    void aReaderThatChangesTransportAtEachBatchLosesAndRepeatsNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        String cursor = bob.cursor();
        CompletableFuture<Void> talk = talking(ann, room);
        Heard heard = new Heard();
        for (int i = 0; heard.texts(room).size() < MANY; i++) {
            Transport transport = WAYS.get(i % WAYS.size());
            cursor = oneBatch(transport.reader(bob, heard), cursor);
        }
        talk.join();
        assertEquals(numbered("note", MANY), heard.texts(room));
    }

    /** Reads one batch with events and gives the cursor behind it. */
    private static String oneBatch(Reader reader, String cursor) {
        try (reader) {
            int before = reader.heard().events().size();
            reader.connect(cursor);
            reader.await("a batch", () -> reader.heard().events().size() > before);
            return reader.cursor();
        }
    }

    @Test
    void aKeyIsAnsweredAlikeOnEveryTransport() {
        Person ann = person("ann");
        ObjectNode post = Commands.post(ann.createRoom(), "once");
        JsonNode ack = ann.done(post);
        for (Transport transport : WAYS) {
            assertEquals(ack, atTheEndClose(transport.reader(ann)).connect().send(post), transport::toString);
        }
    }

    /** Somebody posts note after note, in another thread. */
    private static CompletableFuture<Void> talking(Person person, String room) {
        Person other = person.again();
        return Background.run(() -> {
            try (other) {
                for (String text : numbered("note", MANY)) {
                    other.post(room, text);
                    Deadline.pause();
                }
            }
        });
    }
}
