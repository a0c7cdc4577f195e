package org.parley.contract;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;

/** The application is taken down while its container goes on: everybody is told. */
@ArquillianTest
@Tag("container")
class UndeployIT {
    private static final String NAME = "leaving";
    private static final int GOES_AWAY = 1001;
    private static final Path HOME = ParleyWar.newHome();

    private final URI server = Container.address(NAME);

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(NAME, HOME, Map.of());
    }

    @Test
    void everybodyIsToldThatTheApplicationGoes() {
        deployer.deploy(NAME);
        try (Person ann = Person.signUp(server, "ann");
                Reader poll =
                        Transport.LONG_POLLING.reader(ann).with("wait", "50").connect(ann.cursor())) {
            List<CompletableFuture<LineEnded>> ends = new ArrayList<>();
            for (Transport transport : List.of(Transport.SSE, Transport.WEBSOCKET, Transport.UPGRADE)) {
                Reader reader = transport.reader(ann).connect();
                ends.add(supplyAsync(reader::awaitEnd));
            }
            deployer.undeploy(NAME);
            JsonNode batch = poll.next(Deadline.usual()).orElseThrow();
            assertTrue(batch.path("events").isEmpty(), batch::toString);
            ends.forEach(end -> assertGoneAway(end.join()));
        }
    }

    /** Everybody who could be there was, came and went in every way, and some are there to the end. */
    @Test
    @DisabledIfSystemProperty(
            named = "parley.tests.container.home",
            matches = ".+",
            disabledReason = "this container has a process of its own: see RedeployIT")
    void nothingOfItStays() {
        deployer.deploy(NAME);
        Remains remains = Remains.ofWhatRunsIn(HOME);
        useIt();
        deployer.undeploy(NAME);
        remains.awaitNothing();
    }

    private void useIt() {
        try (Person ann = Person.signUp(server, "ann")) {
            for (Transport transport : Transport.values()) {
                transport.reader(ann).connect(ann.cursor()).vanish();
                transport.reader(ann).connect(ann.cursor()).close();
                transport.reader(ann).connect(ann.cursor());
                ann.post("r1", "over " + transport);
            }
        }
    }

    private static void assertGoneAway(LineEnded end) {
        assertEquals(GOES_AWAY, end.code(), end::toString);
        assertTrue(end.reason().matches("\\d+"), end::toString);
    }
}
