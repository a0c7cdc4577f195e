package org.parley.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.container.ClusterFronts;
import org.parley.container.Front;
import org.parley.process.TwoNodes;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;

/**
 * Clients that stick to no node come through HAProxy to three of them, which are stopped, killed, held and cut off, one
 * after the other or all at once, and their database is killed too: nothing is lost, repeated, in another order, or
 * seen by who may not. What is done follows from a seed that is printed; {@code -Dparley.tests.seed} repeats it, and
 * {@code mvn -Pchaos -Dminutes=60} says how long.
 */
@Tag("long")
class NodesChaosIT {
    private static final String[] OPTIONS = {
        "--heartbeat", "2s", "--write-stall", "5s", "--sign-ins-per-address", "1000", "--commands-per-second", "1000"
    };
    private static final int NODES = 3;
    private static final int ROAMING = 6;
    private static final int LIBRARY = 6;

    private final long seed = Long.getLong("parley.tests.seed", System.nanoTime() & 0xffff_ffffL);
    private final Random random = new Random(seed);
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();

    @TempDir
    private Path folder;

    private TwoNodes nodes;

    /** Where one of the nodes is, whichever process it is just now, as the front knows it. */
    private final class Place implements AutoCloseable {
        private final String name;
        private final FaultProxy way;
        private ParleyProcess node;

        Place(String name, ParleyProcess node) {
            this.name = name;
            this.node = node;
            this.way = FaultProxy.start(node.address(), number -> Fault.NONE);
        }

        URI address() {
            return way.address();
        }

        void stop() {
            node.stop().awaitExit();
            start();
        }

        void kill() {
            node.kill();
            start();
        }

        private void start() {
            node = nodes.another(name);
            way.leadTo(node.address());
        }

        void hold() {
            node.pause();
            pass(6_000);
            node.resume();
        }

        @Override
        public void close() {
            way.close();
            node.close();
        }
    }

    @Test
    void whateverFailsNothingIsLostRepeatedReorderedOrToldToOthers() throws IOException {
        System.out.println("parley.tests.seed=" + seed);
        nodes = TwoNodes.start(folder, OPTIONS);
        try {
            places.add(new Place("one", nodes.one()));
            places.add(new Place("two", nodes.two()));
            places.add(new Place("three", nodes.another("three")));
            Crowd crowd = new Crowd(nodes.one().address(), random);
            List<URI> addresses = places.stream().map(Place::address).toList();
            try (Front front = ClusterFronts.plain(folder.resolve("front"), addresses);
                    NodeClients library = crowd.library(LIBRARY, front.address())) {
                List<RoamingClient> roaming = crowd.roaming(ROAMING, front.address());
                List<ChaosClient> all = new ArrayList<>(roaming);
                all.addAll(library.clients());
                crowd.go(all);
                rage();
                crowd.settle(front.address(), all, done + ", -Dparley.tests.seed=" + seed);
                roaming.forEach(RoamingClient::end);
            }
        } finally {
            places.forEach(Place::close);
            nodes.close();
        }
    }

    private void rage() {
        Deadline end = Deadline.in(Duration.ofSeconds(
                (long) (60 * Double.parseDouble(System.getProperty("parley.tests.chaos.minutes", "2")))));
        while (!end.passed()) {
            pass(4_000);
            Place place = places.get(random.nextInt(NODES));
            switch (random.nextInt(6)) {
                case 0, 1 -> did("stopped", place::stop);
                case 2 -> did("killed", place::kill);
                case 3 -> did("held", place::hold);
                case 4 -> did("database killed", this::killDatabase);
                default -> did("deafened", this::deafen);
            }
        }
    }

    private void did(String what, Runnable fault) {
        done.merge(what, 1, Integer::sum);
        fault.run();
    }

    private void killDatabase() {
        nodes.database().kill();
        pass(3_000);
        nodes.database().start();
    }

    /** All nodes lose the connection over which they hear each other. */
    private void deafen() {
        nodes.database()
                .run(
                        nodes.url(),
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Parley doorbell'");
    }

    private void pass(int atMostMillis) {
        Deadline.inMillis(500 + random.nextInt(atMostMillis)).pass();
    }
}
