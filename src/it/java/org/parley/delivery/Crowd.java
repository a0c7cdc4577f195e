package org.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parley.delivery.Checker.Ack;
import org.parley.delivery.Checker.Client;
import org.parley.delivery.Checker.Message;
import org.parley.testing.Deadline;
import org.parley.testing.Person;

/** The people of a run in which much fails, the rooms they talk in, and whether a promise was broken in the end. */
final class Crowd {
    private static final int ROOMS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<List<String>> MIXES = List.of(
            List.of("upgrade", "websocket", "sse", "long-polling", "polling"),
            List.of("sse", "long-polling", "polling"),
            List.of("websocket", "long-polling"),
            List.of("long-polling", "sse"),
            List.of("upgrade"),
            List.of("polling"));

    private final URI server;
    private final Random random;
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Person ann;
    private final String start;

    /** Makes the rooms at this server, where nothing fails yet. */
    Crowd(URI server, Random random) {
        this.server = server;
        this.random = random;
        this.ann = Person.signUp(server, "ann");
        for (int i = 0; i < ROOMS; i++) {
            members.put(ann.createRoom(), new HashSet<>(Set.of(ann.id())));
        }
        this.start = ann.cursor();
    }

    /** Somebody new, in two rooms. */
    Person member(int number) {
        Person person = Person.signUp(server, "member");
        List<String> rooms = List.copyOf(members.keySet());
        for (int i = 0; i < 2; i++) {
            String room = rooms.get((number + i) % ROOMS);
            person.join(room);
            members.get(room).add(person.id());
        }
        return person;
    }

    /** The same in rooms that chance chooses. */
    Person member() {
        return member(random.nextInt(ROOMS));
    }

    List<String> roomsOf(Person person) {
        return members.entrySet().stream()
                .filter(room -> room.getValue().contains(person.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** So many clients of the protocol alone, who come this way. */
    List<RoamingClient> roaming(int count, URI way) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    Person person = member(number);
                    return new RoamingClient(
                            "roaming-" + number, person.at(way), roomsOf(person), start, random.nextLong());
                })
                .toList();
    }

    /** So many that are the client library, with the transports they may use; what they say is kept. */
    NodeClients library(int count, URI way) throws IOException {
        List<NodeClients.Role> roles = IntStream.range(0, count)
                .mapToObj(number -> {
                    Person person = member(number);
                    List<String> transports = MIXES.get(number % MIXES.size());
                    return new NodeClients.Role(
                            "node-" + number, person, roomsOf(person), transports, random.nextInt(1 << 30));
                })
                .toList();
        Path folder = Files.createDirectories(Path.of("target", "chaos"));
        return NodeClients.start(way, roles, folder.resolve("clients.jsonl"));
    }

    /** Returns when all read, and lets them post. */
    void go(List<ChaosClient> all) {
        await("started", all, ChaosClient::started);
        all.forEach(ChaosClient::go);
    }

    /**
     * Nothing fails any more: all is acked, and all have seen all. Then the checker decides.
     *
     * @param at where it is read what the log holds
     * @param what was done to them, for whoever reads of it
     */
    void settle(URI at, List<ChaosClient> all, String what) {
        all.forEach(ChaosClient::stop);
        await("all acked", all, ChaosClient::drained);
        Person witness = ann.at(at);
        Map<String, Long> last = new LinkedHashMap<>();
        members.keySet().forEach(room -> last.put(room, witness.post(room, "the end of " + room)));
        await(
                "saw the end",
                all,
                client -> client.saw(members.entrySet().stream()
                        .filter(room ->
                                room.getValue().contains(client.history().user()))
                        .map(room -> last.get(room.getKey()))
                        .collect(Collectors.toSet())));
        decide(witness, all, what);
    }

    /** Until it is so of all; says how those stand of whom it is not in time. */
    private static void await(String what, List<ChaosClient> all, Predicate<ChaosClient> done) {
        List<ChaosClient> left = new ArrayList<>(all);
        try {
            Deadline.in(PATIENCE).await(what, () -> {
                left.removeIf(done);
                return left.isEmpty();
            });
        } catch (AssertionError e) {
            left.forEach(client -> System.out.println("not " + what + ": " + client.standing()));
            throw e;
        }
    }

    private void decide(Person witness, List<ChaosClient> all, String what) {
        List<Message> log = ChaosLog.read(witness, start);
        List<Client> histories = all.stream().map(ChaosClient::history).toList();
        List<String> broken = new ArrayList<>(Checker.check(log, members, histories));
        all.forEach(client -> broken.addAll(client.faults()));
        Set<String> texts = log.stream().map(Message::text).collect(Collectors.toSet());
        for (ChaosClient client : all) {
            client.kept().stream()
                    .filter(text -> !texts.contains(text))
                    .forEach(text -> broken.add("kept, and lost: " + text));
        }
        List<Ack> acks =
                histories.stream().flatMap(client -> client.acked().stream()).toList();
        System.out.println(all.size() + " clients, " + log.size() + " messages, " + acks.size() + " acked, " + what);
        assertEquals(List.of(), broken.stream().limit(30).toList(), what);
        assertEquals(
                log.size() - ROOMS - unheard(log, acks, all),
                acks.size(),
                "every message was acked to its author, once");
        for (ChaosClient client : all) {
            assertTrue(
                    client.ended() || !client.history().acked().isEmpty(),
                    client.history().name() + " posted nothing");
        }
    }

    /** How many messages there are whose authors had ended before the ack. */
    private static long unheard(List<Message> log, List<Ack> acks, List<ChaosClient> all) {
        Set<Long> acked = acks.stream().map(Ack::id).collect(Collectors.toSet());
        Set<String> ended = all.stream()
                .filter(ChaosClient::ended)
                .map(client -> client.history().name())
                .collect(Collectors.toSet());
        return log.stream()
                .filter(message -> !acked.contains(message.id())
                        && ended.contains(message.text().split(" ")[0]))
                .count();
    }
}
