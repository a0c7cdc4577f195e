package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.parley.container.Container;
import org.parley.testing.Background;
import org.parley.testing.Comparing;
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
    private static final int CROWD = 50;
    private static final Path HOME = ParleyWar.newHome();

    private final URI server = Container.address(NAME);

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(NAME, HOME, Map.of("parley.sockets.per.user", "100"));
    }

    @Test
    void everybodyIsToldThatTheApplicationGoes() {
        deployer.deploy(NAME);
        try (Person ann = Person.signUp(server, "ann");
                Person bob = Person.signUp(server, "bob");
                Reader line = Transport.SSE.reader(ann).connect();
                Reader poll =
                        Transport.LONG_POLLING.reader(bob).with("wait", "50").connect(bob.cursor())) {
            line.await("that his poll has come", () -> line.heard().online("r1").contains(bob.id()));
            Map<Transport, CompletableFuture<LineEnded>> ends = new EnumMap<>(Transport.class);
            for (Transport transport : Container.lines()) {
                Reader reader = transport.reader(ann).connect();
                ends.put(transport, Background.supply(reader::awaitEnd));
            }
            deployer.undeploy(NAME);
            JsonNode batch = poll.next(Deadline.usual()).orElseThrow();
            assertTrue(batch.path("events").isEmpty(), batch::toString);
            assertEquals(GOES_AWAY, ends.remove(Transport.WEBSOCKET).join().code());
            ends.values().forEach(end -> assertGoneAway(end.join()));
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.ENDS_FIRST,
            disabledReason = "this container ends its own WebSockets before it tells an application that it goes: they"
                    + " are told 1001, and not when to come back")
    void itsOwnWebSocketsAreToldWhenToComeBack() {
        deployer.deploy(NAME);
        try (Person ann = Person.signUp(server, "ann");
                Reader reader = Transport.WEBSOCKET.reader(ann).connect()) {
            CompletableFuture<LineEnded> end = Background.supply(reader::awaitEnd);
            deployer.undeploy(NAME);
            assertGoneAway(end.join());
        }
    }

    /** Everybody who could be there was, came and went in every way, and some are there to the end. */
    @Test
    @DisabledIfSystemProperty(
            named = "parley.tests.container.home",
            matches = ".+",
            disabledReason = "this container has a process of its own: see RedeployIT")
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.JETTY,
            disabledReason = "the adapter's list of deployments holds what was undeployed")
    void nothingOfItStays() {
        assertNothingStaysAfter(this::useIt);
    }

    /** So many at once that the container starts threads of its own while Parley writes. */
    @Test
    @DisabledIfSystemProperty(
            named = "parley.tests.container.home",
            matches = ".+",
            disabledReason = "this container has a process of its own: see RedeployIT")
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.JETTY,
            disabledReason = "the adapter's list of deployments holds what was undeployed")
    @EnabledForJreRange(
            min = JRE.JAVA_24,
            disabledReason = "up to Java 23 such threads keep the application, whichever it is (docs/deployment.md)")
    void nothingOfACrowdStays() {
        assertNothingStaysAfter(this::crowdIt);
    }

    private void assertNothingStaysAfter(Runnable use) {
        deployer.deploy(NAME);
        Remains remains = Remains.ofWhatRunsIn(HOME);
        use.run();
        deployer.undeploy(NAME);
        remains.awaitNothing();
    }

    private void useIt() {
        try (Person ann = Person.signUp(server, "ann")) {
            for (Transport transport : Container.transports()) {
                transport.reader(ann).connect(ann.cursor()).vanish();
                transport.reader(ann).connect(ann.cursor()).close();
                transport.reader(ann).connect(ann.cursor());
                ann.post("r1", "over " + transport);
            }
            Comparing.carryOut(ann, "people=2&senders=1&interval=100&seconds=2");
        }
    }

    private void crowdIt() {
        try (Person ann = Person.signUp(server, "ann")) {
            List<Reader> readers = Stream.generate(() -> Transport.WEBSOCKET.reader(ann))
                    .limit(CROWD)
                    .map(reader -> reader.connect(ann.cursor()))
                    .toList();
            List<String> notes =
                    IntStream.range(0, CROWD).mapToObj(n -> "to all, " + n).toList();
            ann.postAll("r1", notes);
            readers.forEach(reader -> reader.awaitText("r1", notes.get(CROWD - 1)));
            Comparing.carryOut(ann, "people=" + CROWD + "&senders=5&seconds=2&transports=websocket");
        }
    }

    private static void assertGoneAway(LineEnded end) {
        assertEquals(GOES_AWAY, end.code(), end::toString);
        assertTrue(end.reason().matches("\\d+"), end::toString);
    }
}
