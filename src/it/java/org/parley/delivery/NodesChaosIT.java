package org.parley.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.container.ClusterFronts;
import org.parley.container.Front;
import org.parley.testing.Cable;
import org.parley.testing.Deadline;
import org.parley.testing.NatsServer;
import org.parley.testing.PostgresServer;

/**
 * Clients that stick to no node come through HAProxy to three of them, which are stopped, killed, held, and cut off
 * from their database or from NATS, one after the other; their database and NATS are killed too, a synchronous standby
 * takes over, and nodes come back with NATS or without: nothing is lost, repeated, in another order, or seen by who may
 * not. Each kind of fault comes before any comes again, and once at least. What is done follows from a seed that is
 * printed; {@code -Dparley.tests.seed} repeats it, and {@code mvn -Pchaos -Dminutes=60} says how long.
 */
@Tag("long")
class NodesChaosIT {
    private static final String[] OPTIONS = {
        "--heartbeat", "2s", "--write-stall", "5s", "--sign-ins-per-address", "1000", "--commands-per-second", "1000"
    };
    private static final int ROAMING = 6;
    private static final int LIBRARY = 6;

    private final long seed = Long.getLong("parley.tests.seed", System.nanoTime() & 0xffff_ffffL);
    private final Random random = new Random(seed);
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final Deque<Mishap> next = new ArrayDeque<>();
    private final List<Mishap> mishaps = List.of(
            new Mishap("stopped", place -> place.restart(chance())),
            new Mishap("stopped", place -> place.restart(chance())),
            new Mishap("killed", place -> place.kill(chance())),
            new Mishap("held", this::hold),
            new Mishap("cut off from the database", place -> cut(place.toDatabase())),
            new Mishap("cut off from NATS", place -> cut(place.toNats())),
            new Mishap("database killed", place -> killDatabase()),
            new Mishap("standby took over", place -> takeOver()),
            new Mishap("deafened", place -> deafen()),
            new Mishap("NATS killed", place -> killNats()),
            new Mishap("NATS held", place -> holdNats()));

    @TempDir
    private Path folder;

    private PostgresServer database;
    private NatsServer nats;
    private String url;

    /** What may happen to a node, or to what it needs. */
    private record Mishap(String name, Consumer<Place> at) {}

    @Test
    void whateverFailsNothingIsLostRepeatedReorderedOrToldToOthers() throws IOException {
        System.out.println("parley.tests.seed=" + seed);
        among(all -> rage());
    }

    /** As for an upgrade. What people notice of it is printed: a test on a busy machine can't judge it. */
    @Test
    void allNodesAreRestartedInTurnAndNothingIsLostRepeatedOrReordered() throws IOException {
        among(all -> {
            try (Silence silence = Silence.of(all)) {
                pass(4_000);
                for (Place place : places) {
                    did("restarted", () -> place.restart(true));
                    pass(4_000);
                }
                System.out.println(silence);
            }
        });
    }

    /** Three nodes and their clients, to whom this happens; then the checker decides. */
    private void among(Consumer<List<ChaosClient>> happens) throws IOException {
        database = PostgresServer.begin();
        url = database.database();
        nats = NatsServer.begin();
        try {
            for (String name : List.of("one", "two", "three")) {
                places.add(new Place(folder.resolve(name), database, url, nats, OPTIONS));
            }
            Crowd crowd = new Crowd(places.get(0).address(), random);
            List<URI> addresses = places.stream().map(Place::address).toList();
            try (Front front = ClusterFronts.plain(folder.resolve("front"), addresses);
                    NodeClients library = crowd.library(LIBRARY, front.address())) {
                List<RoamingClient> roaming = crowd.roaming(ROAMING, front.address());
                List<ChaosClient> all = new ArrayList<>(roaming);
                all.addAll(library.clients());
                crowd.go(all);
                happens.accept(all);
                crowd.settle(front.address(), all, done + ", -Dparley.tests.seed=" + seed);
                roaming.forEach(RoamingClient::end);
            }
        } finally {
            places.forEach(Place::close);
            nats.close();
            database.close();
        }
    }

    private void rage() {
        Deadline end = Deadline.in(Duration.ofSeconds(
                (long) (60 * Double.parseDouble(System.getProperty("parley.tests.chaos.minutes", "2")))));
        boolean all = false;
        while (!end.passed() || !all) {
            pass(4_000);
            Mishap mishap = draw();
            Place place = places.get(random.nextInt(places.size()));
            System.out.println(place.name() + ": " + mishap.name());
            did(mishap.name(), () -> mishap.at().accept(place));
            all |= next.isEmpty();
        }
    }

    private void did(String what, Runnable mishap) {
        done.merge(what, 1, Integer::sum);
        mishap.run();
    }

    private Mishap draw() {
        if (next.isEmpty()) {
            List<Mishap> all = new ArrayList<>(mishaps);
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        return next.remove();
    }

    /** Whether a node that begins again has NATS. Most do, and those that do not hear the others by looking. */
    private boolean chance() {
        return random.nextInt(4) > 0;
    }

    private void hold(Place place) {
        place.pause();
        pass(6_000);
        place.resume();
    }

    /** A network that is cut tells so, or says nothing any more. */
    private void cut(Cable cable) {
        if (random.nextBoolean()) {
            cable.cut();
        } else {
            cable.silence();
        }
        pass(8_000);
        cable.mend();
    }

    private void killDatabase() {
        database.kill();
        pass(3_000);
        database.start();
    }

    /** The database gets a standby, without which nothing is acked any more, dies, and is never there again. */
    private void takeOver() {
        PostgresServer standby = database.standby(database.port());
        database.waitForStandby();
        pass(4_000);
        database.close();
        pass(3_000);
        standby.promote();
        places.forEach(place -> place.toDatabase().leadTo(standby.port()));
        url = url.replace(":" + database.port(), ":" + standby.port());
        database = standby;
    }

    private void killNats() {
        nats.kill();
        pass(3_000);
        nats.start();
    }

    private void holdNats() {
        nats.pause();
        pass(6_000);
        nats.resume();
    }

    /** All nodes lose the connection over which they hear each other by PostgreSQL, or keep the list of nodes. */
    private void deafen() {
        database.run(
                url,
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Parley doorbell'");
    }

    private void pass(int atMostMillis) {
        Deadline.inMillis(500 + random.nextInt(atMostMillis)).pass();
    }
}
