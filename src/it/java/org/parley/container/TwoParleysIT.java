package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.parley.contract.ParleyWar;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.Transport;

/** Two Parleys in one container and so on one host name: two homes, and cookies that do not collide. */
@ArquillianTest
@Tag("container")
@DisabledIfSystemProperty(
        named = Container.PROPERTY,
        matches = Container.ENDS_WITH_IT,
        disabledReason =
                "the adapter starts a process for each application, all at one port; by hand: docs/deployment.md")
class TwoParleysIT {
    private static final String ONE = "one";
    private static final String OTHER = "other";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = ONE, managed = false, testable = false)
    public static WebArchive one() {
        return ParleyWar.with(ONE, Map.of());
    }

    @Deployment(name = OTHER, managed = false, testable = false)
    public static WebArchive other() {
        return ParleyWar.with(OTHER, Map.of());
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(ONE);
        deployer.deploy(OTHER);
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy(OTHER);
        deployer.undeploy(ONE);
    }

    /** A browser keeps the cookies of both, and may send both to either: paths begin alike, ports do not count. */
    @Test
    void eachTakesItsOwnCookieOutOfBoth() {
        try (Person ann = Person.signUp(Container.address(ONE), "ann");
                Person bob = Person.signUp(Container.address(OTHER), "bob")) {
            OwnCookies.assertEachTakesItsOwn(ann, bob);
        }
    }

    @Test
    void whatIsSaidInOneIsNotHeardInTheOther() {
        try (Person ann = Person.signUp(Container.address(ONE), "ann");
                Person bob = Person.signUp(Container.address(OTHER), "bob");
                Reader atOne = Transport.SSE.reader(ann).connect();
                Reader atOther = Transport.SSE.reader(bob).connect()) {
            ann.post("r1", "in one");
            bob.post("r1", "in the other");
            atOne.awaitText("r1", "in one");
            atOther.awaitText("r1", "in the other");
            assertEquals(1, atOne.heard().texts("r1").size());
            assertEquals(1, atOther.heard().texts("r1").size());
        }
    }
}
