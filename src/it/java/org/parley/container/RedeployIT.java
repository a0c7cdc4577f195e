package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.contract.ParleyWar;
import org.parley.testing.Deadline;
import org.parley.testing.Heard;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

/** The application is replaced while people talk: they lose nothing, and it leaves nothing in the container. */
@ArquillianTest
@Tag("container")
class RedeployIT {
    private static final String NAME = "again";
    private static final int USUAL_TIMES = 3;
    private static final int TIMES = Integer.getInteger("parley.tests.redeployments", USUAL_TIMES);
    private static final int NOTES = 20;

    /** A container may keep what belongs to a connection until that times out. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Path HOME = ParleyWar.newHome();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                NAME, HOME, Map.of("parley.commands.per.second", "100000", "parley.commands.burst", "100000"));
    }

    @Test
    void openClientsReconnectAndLoseNothing() {
        deployer.deploy(NAME);
        try (Person ann = Person.signUp(Container.address(NAME), "ann")) {
            String room = ann.createRoom();
            Map<Transport, Reader> readers = new EnumMap<>(Transport.class);
            Container.transports()
                    .forEach(way -> readers.put(way, way.reader(ann).connect()));
            try (SteadyAuthor author = new SteadyAuthor(ann.again(), room)) {
                for (int i = 0; i < TIMES; i++) {
                    author.awaitMore(NOTES);
                    deployer.undeploy(NAME);
                    deployer.deploy(NAME);
                    readers.replaceAll((way, before) -> goOn(way, before, ann));
                }
                author.awaitMore(NOTES);
                List<String> notes = author.finish();
                readers.forEach((way, reader) -> assertHeard(reader, room, notes, way));
            }
            readers.values().forEach(Reader::close);
        } finally {
            deployer.undeploy(NAME);
        }
    }

    /** Another line of the same reader, after the cursor it had. */
    private static Reader goOn(Transport way, Reader before, Person person) {
        Heard heard = before.heard();
        before.close();
        return way.reader(person, heard).connect(heard.cursor());
    }

    private static void assertHeard(Reader reader, String room, List<String> notes, Transport way) {
        reader.awaitTexts(room, notes.size());
        assertEquals(notes, reader.heard().texts(room), way::toString);
    }

    @Test
    void noThreadAndNoFileIsLeftBehind() {
        assumeTrue(ContainerProcess.visible(), "needs /proc: run it on Linux");
        useItTimeAndAgain(() -> {});
        ContainerProcess.find().ifPresent(process -> {
            Deadline.usual()
                    .await("the end of all threads", () -> process.threads().isEmpty());
            assertEquals(List.of(), process.openFiles(HOME));
        });
    }

    /** A registered driver, a variable of a thread, a listener: any of them would hold all classes of a deployment. */
    @Test
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.JETTY,
            disabledReason = "the adapter's list of deployments holds what was undeployed")
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.GLASSFISH,
            disabledReason = "it keeps what any application was loaded by: its deployments stay listeners for good")
    @DisabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = Container.LIBERTY,
            disabledReason = "a thread of its pool keeps the request that it served last, until it serves another")
    void noClassIsLeftBehind() {
        assumeTrue(ContainerProcess.visible(), "needs /proc: run it on Linux");
        assumeTrue(TIMES > USUAL_TIMES, "by hand, with more redeployments: jcmd VM.classloaders may hang its JVM (25)");
        long before = applications();
        useItTimeAndAgain(() -> assertTrue(applications() > 0, "whoever looks for it finds it"));
        Deadline.in(PATIENCE).await("all " + TIMES + " deployments go", () -> applications() <= before);
    }

    private static long applications() {
        return ContainerProcess.find().map(ContainerProcess::applications).orElse(0L);
    }

    private void useItTimeAndAgain(Runnable deployed) {
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(NAME);
            useEveryTransport();
            deployed.run();
            deployer.undeploy(NAME);
        }
    }

    private static void useEveryTransport() {
        try (Person ann = Person.signUp(Container.address(NAME), "ann")) {
            String room = ann.createRoom();
            for (Transport way : Container.transports()) {
                try (Reader reader = way.reader(ann).connect()) {
                    ann.post(room, way.toString());
                    reader.awaitText(room, way.toString());
                }
            }
        }
    }
}
