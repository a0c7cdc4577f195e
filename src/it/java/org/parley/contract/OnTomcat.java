package org.parley.contract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;

/** The stage is the WAR in an embedded Tomcat, seen from outside, with its times shortened. */
@ArquillianTest
abstract class OnTomcat implements Stage {
    /** In seconds, as {@code hello} tells it. */
    static final int HEARTBEAT = 1;

    private final Deque<AutoCloseable> actors = new ArrayDeque<>();

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "parley",
                Map.of(
                        "parley.heartbeat", HEARTBEAT + "s",
                        "parley.write.stall", "2s",
                        "parley.now.interval", "100ms",
                        "parley.typing.linger", "1s",
                        "parley.presence.linger", "3s",
                        "parley.sign.ins.per.address", "100000",
                        "parley.commands.burst", "100000"));
    }

    @Override
    public URI server() {
        return server;
    }

    @Override
    public <T extends AutoCloseable> T atTheEndClose(T actor) {
        actors.push(actor);
        return actor;
    }

    @AfterEach
    void everybodyLeaves() throws Exception {
        while (!actors.isEmpty()) {
            actors.pop().close();
        }
    }
}
