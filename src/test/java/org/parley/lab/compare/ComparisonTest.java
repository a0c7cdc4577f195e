package org.parley.lab.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.lab.load.Cast;
import org.parley.lab.load.Cast.Seat;
import org.parley.lab.load.Target;
import org.parley.transport.Query;

/** What a comparison tells where nobody can talk. */
class ComparisonTest {
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(501, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void whatTheServerDoesNotOfferIsToldOfEachTransport() {
        Target target = new Target(server.getAddress(), "localhost", null, "");
        Choice choice = Choice.of(new Query(Map.of("transports", "upgrade,sse", "people", "2", "senders", "1")::get));
        Comparison comparison =
                new Comparison(choice, target, "ann", (rooms, people) -> new Room(), ForkJoinPool.commonPool());
        comparison.run();
        Map<String, Object> told = comparison.json("", 0, 0);
        assertEquals("failed", told.get("state"));
        assertEquals("nobody", told.get("trouble"));
        assertEquals(List.of(), told.get("now"));
        assertEquals(
                Set.of(
                        Map.of("transport", "upgrade", "why", "unsupported"),
                        Map.of("transport", "sse", "why", "unsupported")),
                ((List<?>) told.get("failures")).stream().collect(Collectors.toSet()));
    }

    private static final class Room implements Venue {
        @Override
        public Cast cast(int room, int speakers) {
            return new Cast(List.of("r1"), List.of(new Seat("one", 0, true), new Seat("two", 0, true)));
        }

        @Override
        public void close() {}
    }
}
