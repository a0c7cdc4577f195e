package org.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Author;
import org.parley.testing.Deadline;
import org.parley.testing.HttpAuthor;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.SocketAuthor;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/**
 * SIGKILL at random moments while people write: what was acked is there, once, in order, after every restart. The
 * moments follow from a seed that is printed; {@code -Dparley.tests.seed} repeats them.
 */
class KillIT {
    private static final String[] UNLIMITED = {"--commands-per-second", "100000", "--commands-burst", "100000"};
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_ACKS_BETWEEN_KILLS = 1_500;

    private final Random random = new Random(seed());
    private final AtomicReference<URI> server = new AtomicReference<>();

    @TempDir
    private Path home;

    private ParleyProcess parley;
    /** Nanoseconds in which people wrote: from the first ack after a start to the kill. */
    private long posting;

    @Test
    void whatWasAckedSurvivesAFewKills() {
        survives(3);
    }

    @Test
    @Tag("long")
    void whatWasAckedSurvivesManyKills() {
        survives(25);
    }

    private static long seed() {
        long seed = Long.getLong("parley.tests.seed", System.nanoTime());
        System.out.println("parley.tests.seed=" + seed);
        return seed;
    }

    private void survives(int kills) {
        start();
        try (Person ann = Person.signUp(server.get(), "ann")) {
            String room = ann.createRoom();
            List<Author> authors = authors(room);
            String before = ann.cursor();
            authors.forEach(author -> new Thread(author, "author " + author.person.name()).start());
            for (int i = 0; i < kills; i++) {
                killAmongAcks(authors);
            }
            long written = acks(authors);
            authors.forEach(Author::stopWriting);
            authors.forEach(Author::finish);
            try (Person later = ann.at(server.get())) {
                verify(later, room, before, authors);
            }
            System.out.printf(
                    "%d messages survived %d kills; %d a second were acked in between%n",
                    acks(authors), kills, written * 1_000_000_000L / posting);
        } finally {
            parley.close();
        }
    }

    private void start() {
        parley = ParleyProcess.start(home, UNLIMITED);
        server.set(parley.address());
    }

    private List<Author> authors(String room) {
        List<Author> authors = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            authors.add(new HttpAuthor(member(room), room, server));
            authors.add(new SocketAuthor(Transport.WEBSOCKET, member(room), room, server));
            authors.add(new SocketAuthor(Transport.UPGRADE, member(room), room, server));
        }
        return authors;
    }

    private Person member(String room) {
        Person person = Person.signUp(server.get(), "author");
        person.join(room);
        return person;
    }

    private void killAmongAcks(List<Author> authors) {
        long before = acks(authors);
        long enough = before + 1 + random.nextInt(MOST_ACKS_BETWEEN_KILLS);
        Deadline.in(PATIENCE).await("an ack", () -> acks(authors) > before);
        long began = System.nanoTime();
        Deadline.in(PATIENCE).await(enough + " acks", () -> acks(authors) >= enough);
        posting += System.nanoTime() - began;
        parley.kill();
        start();
    }

    private static long acks(List<Author> authors) {
        return authors.stream().mapToLong(author -> author.acked().size()).sum();
    }

    private static void verify(Person ann, String room, String before, List<Author> authors) {
        Map<String, Long> acked = new HashMap<>();
        authors.forEach(author -> acked.putAll(author.acked()));
        List<JsonNode> history = ann.history(room);
        assertEquals(history.size(), acked.size(), "messages written and acked");
        history.forEach(m -> assertEquals(acked.get(text(m)), m.path("id").asLong(), m::toString));
        authors.forEach(author -> assertEquals(allBy(author), heardFrom(author, history)));
        try (Reader reader = Transport.POLLING.reader(ann).connect(before)) {
            List<JsonNode> events =
                    reader.awaitTexts(room, acked.size()).heard().events();
            assertEquals(ids(history), ids(events));
            long first = events.get(0).path("id").asLong();
            assertEquals(
                    first + acked.size() - 1,
                    events.get(acked.size() - 1).path("id").asLong(),
                    "ids have holes");
        }
    }

    private static List<String> allBy(Author author) {
        return IntStream.range(0, author.written())
                .mapToObj(i -> author.person.name() + ' ' + i)
                .toList();
    }

    private static List<String> heardFrom(Author author, List<JsonNode> history) {
        return history.stream()
                .filter(m -> m.path("from").asString().equals(author.person.id()))
                .map(KillIT::text)
                .toList();
    }

    private static String text(JsonNode message) {
        return message.path("text").asString();
    }

    private static List<Long> ids(List<JsonNode> messages) {
        return messages.stream().map(m -> m.path("id").asLong()).toList();
    }
}
