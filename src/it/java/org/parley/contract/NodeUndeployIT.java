package org.parley.contract;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;
import org.parley.container.Container;
import org.parley.testing.NatsServer;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Transport;

/** A node on PostgreSQL and NATS is taken down while its container goes on: their clients leave nothing either. */
@ArquillianTest
class NodeUndeployIT {
    private static final String NAME = "node";
    private static final Path HOME = ParleyWar.newHome();
    private static PostgresServer database;
    private static NatsServer nats;
    private static TestAbortedException missing;

    private final URI server = Container.address(NAME);

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        Map<String, String> settings = new HashMap<>();
        try {
            database = PostgresServer.begin();
            settings.put("parley.store.url", database.database());
            nats = NatsServer.begin();
            settings.put("parley.nats.url", nats.url());
        } catch (TestAbortedException e) {
            missing = e; // thrown from here it would be a failure
        }
        return ParleyWar.with(NAME, HOME, settings);
    }

    @BeforeAll
    static void skipWhereSomethingIsMissing() {
        if (missing != null) {
            throw missing;
        }
    }

    @AfterAll
    static void end() {
        if (nats != null) {
            nats.close();
        }
        if (database != null) {
            database.close();
        }
    }

    /** How NATS is when the node ends. */
    enum Then {
        THERE(nats -> {}, nats -> {}),
        HELD(NatsServer::pause, NatsServer::resume),
        AWAY(NatsServer::kill, NatsServer::start);

        private final Consumer<NatsServer> before;
        private final Consumer<NatsServer> after;

        Then(Consumer<NatsServer> before, Consumer<NatsServer> after) {
            this.before = before;
            this.after = after;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfItStays(Then then) {
        deployer.deploy(NAME);
        Remains remains = Remains.ofWhatRunsIn(HOME);
        try {
            try (Person ann = Person.signUp(server, "ann")) {
                String room = ann.createRoom();
                for (Transport transport : Container.transports()) {
                    var reader = transport.reader(ann).connect(ann.cursor());
                    ann.post(room, "over " + transport);
                    reader.awaitText(room, "over " + transport).close();
                }
            }
            then.before.accept(nats);
            deployer.undeploy(NAME);
            remains.awaitNothing();
        } finally {
            then.after.accept(nats);
        }
    }
}
