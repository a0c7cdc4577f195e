package org.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
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
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.delivery.Checker.Client;
import org.parley.delivery.Checker.Message;
import org.parley.page.Chromium;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import tools.jackson.databind.JsonNode;

/**
 * Two dozen clients post and read through a network that fails in every way, while the server is killed and started
 * again: nothing is lost, repeated, in another order, or seen by who may not. Faults, kills and what clients do follow
 * from a seed that is printed; {@code -Dparley.tests.seed} repeats them, {@code mvn -Pchaos -Dminutes=60} says how
 * long.
 */
@Tag("long")
class ChaosIT {
    private static final String[] OPTIONS = {
        "--heartbeat", "2s", "--write-stall", "5s", "--sign-ins-per-address", "1000", "--commands-per-second", "1000"
    };
    private static final List<List<String>> MIXES = List.of(
            List.of("upgrade", "websocket", "sse", "long-polling", "polling"),
            List.of("sse", "long-polling", "polling"),
            List.of("websocket", "long-polling"),
            List.of("long-polling", "sse"),
            List.of("upgrade"),
            List.of("polling"));
    private static final int ROAMING = 10;
    private static final int NODE = 12;
    private static final int PAGES = 2;
    private static final int ROOMS = 4;
    private static final int CALM = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final long seed = Long.getLong("parley.tests.seed", System.nanoTime() & 0xffff_ffffL);
    private final Random random = new Random(seed);
    private final AtomicBoolean calm = new AtomicBoolean();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();

    @TempDir
    private Path home;

    private ParleyProcess parley;
    private FaultProxy proxy;
    private String start;
    private int kills;

    static Message message(JsonNode event) {
        return new Message(
                event.path("id").asLong(),
                event.path("room").asString(),
                event.path("from").asString(),
                event.path("key").asString(""),
                event.path("text").asString());
    }

    @Test
    void whateverFailsNothingIsLostRepeatedReorderedOrToldToOthers() throws IOException {
        System.out.println("parley.tests.seed=" + seed);
        parley = ParleyProcess.start(home, OPTIONS);
        IntFunction<Fault> plan = Fault.random(seed, CALM);
        proxy = FaultProxy.start(parley.address(), number -> calm.get() ? Fault.NONE : plan.apply(number));
        Person ann = Person.signUp(parley.address(), "ann");
        for (int i = 0; i < ROOMS; i++) {
            members.put(ann.createRoom(), new HashSet<>(Set.of(ann.id())));
        }
        start = ann.cursor();
        List<RoamingClient> roaming = new ArrayList<>();
        for (int i = 0; i < ROAMING; i++) {
            Person person = member(i);
            roaming.add(new RoamingClient(
                    "roaming-" + i, person.at(proxy.address()), roomsOf(person), start, random.nextLong()));
        }
        List<ChaosClient> all = new ArrayList<>(roaming);
        calm.set(true);
        for (int i = 0; i < PAGES; i++) {
            Person person = member(i);
            all.add(PageClient.open(
                    CHROMIUM.browser(),
                    "page-" + i,
                    person.at(proxy.address()),
                    roomsOf(person),
                    random.nextInt(1 << 30)));
        }
        calm.set(false);
        List<NodeClients.Role> roles = new ArrayList<>();
        for (int i = 0; i < NODE; i++) {
            Person person = member(i);
            roles.add(new NodeClients.Role(
                    "node-" + i, person, roomsOf(person), MIXES.get(i % MIXES.size()), random.nextInt(1 << 30)));
        }
        try (NodeClients node = NodeClients.start(proxy.address(), roles, lines())) {
            all.addAll(node.clients());
            Deadline.in(PATIENCE).await("all started", () -> all.stream().allMatch(ChaosClient::started));
            all.forEach(ChaosClient::go);
            rage();
            settle(ann, all);
            roaming.forEach(RoamingClient::end);
        } finally {
            proxy.close();
            parley.close();
        }
    }

    private static Path lines() throws IOException {
        return Files.createDirectories(Path.of("target", "chaos")).resolve("clients.jsonl");
    }

    /** Somebody new, in two rooms. */
    private Person member(int number) {
        Person person = Person.signUp(parley.address(), "member");
        List<String> rooms = List.copyOf(members.keySet());
        for (int i = 0; i < 2; i++) {
            String room = rooms.get((number + i) % ROOMS);
            person.join(room);
            members.get(room).add(person.id());
        }
        return person;
    }

    private List<String> roomsOf(Person person) {
        return members.entrySet().stream()
                .filter(room -> room.getValue().contains(person.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Kills the server again and again, until the time is over. */
    private void rage() {
        Deadline end = Deadline.in(Duration.ofSeconds(
                (long) (60 * Double.parseDouble(System.getProperty("parley.tests.chaos.minutes", "2")))));
        while (!end.passed()) {
            end.atMostMillis(8_000 + random.nextInt(15_000)).pass();
            parley.kill();
            kills++;
            parley = ParleyProcess.start(home, OPTIONS);
            proxy.leadTo(parley.address());
        }
    }

    /** The network heals: all is acked, and all have seen all. Then the checker decides. */
    private void settle(Person ann, List<ChaosClient> all) {
        calm.set(true);
        all.forEach(ChaosClient::stop);
        Deadline.in(PATIENCE).await("all acked", () -> all.stream().allMatch(ChaosClient::drained));
        Person witness = ann.at(parley.address());
        Map<String, Long> last = new LinkedHashMap<>();
        members.keySet().forEach(room -> last.put(room, witness.post(room, "the end of " + room)));
        for (ChaosClient client : all) {
            Set<Long> ends = new TreeSet<>();
            members.forEach((room, users) -> {
                if (users.contains(client.history().user())) {
                    ends.add(last.get(room));
                }
            });
            Deadline.in(PATIENCE).await(client.history().name() + " saw the end", () -> client.saw(ends));
        }
        decide(witness, all);
    }

    private void decide(Person witness, List<ChaosClient> all) {
        List<Message> log = ChaosLog.read(witness, start);
        List<Client> histories = all.stream().map(ChaosClient::history).toList();
        List<String> broken = new ArrayList<>(Checker.check(log, members, histories));
        all.forEach(client -> broken.addAll(client.faults()));
        long acks =
                histories.stream().mapToLong(client -> client.acked().size()).sum();
        System.out.println(all.size() + " clients, " + log.size() + " messages, " + acks + " acked, " + kills
                + " kills, faults " + proxy.done());
        assertEquals(List.of(), broken.stream().limit(30).toList(), "-Dparley.tests.seed=" + seed);
        assertEquals(log.size() - ROOMS, acks, "every message was acked to its author, once");
        for (Client client : histories) {
            assertFalse(client.acked().isEmpty(), client.name() + " posted nothing");
        }
    }
}
