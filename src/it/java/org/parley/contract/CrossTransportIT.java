package org.parley.contract;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.parley.contract.DeliveryContract.numbered;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.parley.container.Container;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All transports tell one story, and a reader may change between them at any time. */
class CrossTransportIT extends OnContainer {
    private static final int MANY = 200;
    private static final List<Transport> WAYS = Container.transports();

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @Test
    void allTransportsTellTheSameEventsInTheSameOrder() {
        Person ann = person("ann");
        String room = ann.createRoom();
        List<CompletableFuture<List<JsonNode>>> stories = new ArrayList<>();
        for (Transport transport : WAYS) {
            Reader reader = atTheEndClose(transport.reader(ann)).connect();
            stories.add(supplyAsync(() -> reader.awaitTexts(room, MANY).heard().events(room)));
        }
        talking(ann, room).join();
        for (CompletableFuture<List<JsonNode>> story : stories) {
            assertEquals(stories.get(0).join(), story.join());
        }
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
        return CompletableFuture.runAsync(() -> {
            try (other) {
                for (String text : numbered("note", MANY)) {
                    other.post(room, text);
                    Deadline.pause();
                }
            }
        });
    }
}
