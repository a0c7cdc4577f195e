package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.parley.contract.ParleyWar;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

/**
 * The application has its database from Tomcat, by JNDI, as docs/deployment.md says, and is replaced: it goes on with
 * what it kept there, and leaves nothing in the container and nobody at the database.
 */
@ArquillianTest
class DataSourceIT {
    private static final String NAME = "sourced";
    private static final int TIMES = 3;
    private static final Path HOME = ParleyWar.newHome();
    private static final String DATABASE = PostgresServer.shared().database();

    private static final String CONTEXT = """
            <Context>
              <JarScanner scanClassPath='false' scanManifest='false'/>
              <Resource name='jdbc/parley' type='javax.sql.DataSource' auth='Container'
                        driverClassName='org.postgresql.Driver' url='%s' maxTotal='8'/>
            </Context>
            """;

    private final List<String> notes = new ArrayList<>();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        String context = "META-INF/context.xml";
        WebArchive archive = ParleyWar.with(NAME, HOME, Map.of());
        archive.delete(context);
        return archive.add(new StringAsset(String.format(CONTEXT, DATABASE)), context);
    }

    @Test
    void replacedItLeavesNoThreadNoFileAndNoConnection() {
        assumeTrue(ContainerProcess.visible(), "needs /proc: run it on Linux");
        ContainerProcess process = ContainerProcess.find().orElseThrow();
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(NAME);
            try {
                useEveryTransport();
                assertTrue(count("event") >= notes.size(), "it keeps its data there");
            } finally {
                deployer.undeploy(NAME);
            }
            Deadline.usual()
                    .await("the end of all threads", () -> process.threads().isEmpty());
            assertEquals(List.of(), process.openFiles(HOME));
            Deadline.usual().await("the end of its connections", () -> connections() == 0);
        }
    }

    private void useEveryTransport() {
        try (Person ann = Person.signUp(Container.address(NAME), "ann")) {
            for (Transport way : Container.transports()) {
                try (Reader reader = way.reader(ann).connect()) {
                    notes.add("note " + notes.size());
                    ann.post("r1", notes.get(notes.size() - 1));
                    reader.awaitText("r1", notes.get(notes.size() - 1));
                }
            }
            List<String> kept = ann.history("r1").stream()
                    .map(event -> event.path("text").asString())
                    .toList();
            assertEquals(notes, kept);
        }
    }

    private static long connections() {
        return count("pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }

    private static long count(String what) {
        try (Connection connection = PostgresServer.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + what)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(what, e);
        }
    }
}
