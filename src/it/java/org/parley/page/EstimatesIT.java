package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.bench.CountingRelay;
import org.parley.testing.Comparing;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.Request;
import org.parley.testing.SharedParley;
import tools.jackson.databind.JsonNode;

/** What a page makes out of its bytes beside what passed: how far off the estimates are that docs/lab.md tells of. */
@Tag("long")
class EstimatesIT {
    /** Loads what the run needs, so that it is not counted. */
    private static final String LOAD = "async () => { const load = (path) => import(new URL(path, location));"
            + " Object.assign(window, await load('../app/lab/here/side-by-side.js'), await load('../client/clock.js')); }";

    /** Of a socket what was counted once it was open: its handshake is no part of any figure. Of requests all. */
    private static final String RUN = "async ([transport, token, socket]) => {"
            + " const ground = { base: new URL('compare/log/', location), clock: window.ownClock(), fetch: (...args) => fetch(...args), WebSocket };"
            + " const run = new window.SideBySide({ transports: [transport], rate: 120, size: 60, seconds: 3 }, [token], ground);"
            + " const [person] = run.people; const open = person.open.bind(person);"
            + " person.open = async () => { const done = await open(); await window.opened(); return done; };"
            + " await run.run(() => {}); const { up, down } = socket ? person.passed : person.meter;"
            + " return { up, down, heard: person.counts.heard }; }";

    /** By what share an estimate may be off. */
    private static final double OFF = 0.12;

    /** How many times as much it may be over sockets: a page does not see what is compressed. */
    private static final double COMPRESSED = 5;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "websocket", "sse", "long-polling", "polling"})
    @ExtendWith(SharedParley.class)
    void theEstimatesAreNearTheTruth(String transport, URI parley) throws IOException {
        Person owner = Person.signUp(parley, "owner");
        try (CountingRelay relay = new CountingRelay(parley)) {
            owner.exchange(Request.post(Comparing.RUN + "?from=browser&people=2&senders=1&seconds=60", ""))
                    .expect(200);
            Deadline.usual().await("seats", () -> told(owner).path("seats").size() == 2);
            String seat = told(owner).path("seats").get(0).asString();
            Page page = CHROMIUM.visitor(URI.create(relay.address()))
                    .signUp(Visitor.unique("ann"))
                    .open("lab/browser")
                    .page;
            page.evaluate(LOAD);
            boolean socket = transport.equals("upgrade") || transport.equals("websocket");
            long[] before = {relay.up(), relay.down()};
            page.exposeFunction("opened", nothing -> {
                if (socket) {
                    before[0] = relay.up();
                    before[1] = relay.down();
                }
                return null;
            });
            Map<?, ?> seen = (Map<?, ?>) page.evaluate(RUN, List.of(transport, seat, socket));
            long[] passed = {relay.up() - before[0], relay.down() - before[1]};
            assertEquals(6, number(seen, "heard"), seen::toString);
            double up = number(seen, "up") / passed[0];
            double down = number(seen, "down") / passed[1];
            String both = String.format(
                    Locale.ROOT,
                    "%s: up %.3f of %d, down %.3f of %d; %s",
                    transport,
                    up,
                    passed[0],
                    down,
                    passed[1],
                    seen);
            double most = socket ? COMPRESSED : 1 + OFF;
            assertTrue(up > 1 - OFF && up < most && down > 1 - OFF && down < most, both);
        } finally {
            owner.exchange(Request.delete(Comparing.RUN));
            Comparing.over(owner);
            owner.close();
        }
    }

    private static double number(Map<?, ?> seen, String name) {
        return ((Number) seen.get(name)).doubleValue();
    }

    private static JsonNode told(Person person) {
        return person.exchange(Request.get(Comparing.RUN)).expect(200);
    }
}
