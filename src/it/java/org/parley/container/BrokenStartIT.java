package org.parley.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.contract.ParleyWar;
import org.parley.testing.Person;
import org.parley.testing.Request;

/** A setting that is not allowed: the application does not start, and one line says why. */
@ArquillianTest
@Tag("container")
class BrokenStartIT {
    private static final String NAME = "broken";
    private static final int CLIENT_ERROR = 400;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(NAME, Map.of("parley.heartbeat", "often"));
    }

    @Test
    void oneLineSaysWhyItDoesNotStart() {
        try (ContainerLog log = new ContainerLog()) {
            deployInVain();
            assertFalse(isServed(), "it answers");
            List<String> reasons = log.newLines().stream()
                    .filter(line -> line.contains("Parley cannot start: "))
                    .toList();
            assertEquals(1, reasons.size(), reasons::toString);
            assertTrue(reasons.get(0).contains("heartbeat"), reasons::toString);
        }
    }

    /** A container that ends with its only application does not even listen. */
    private static boolean isServed() {
        try {
            return Person.once(Container.address(NAME), Request.get("/health")).status() < CLIENT_ERROR;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Some containers tell the deployer that it failed, others only the log. */
    private void deployInVain() {
        try {
            deployer.deploy(NAME);
        } catch (Exception failed) {
            return; // deploy declares none, and yet throws the container's checked ones
        }
        deployer.undeploy(NAME);
    }
}
