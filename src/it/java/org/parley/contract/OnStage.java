package org.parley.contract;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.parley.container.Container;

/** A stage in an embedded container, seen from outside; a subclass says what is deployed there. */
@ArquillianTest
abstract class OnStage implements Stage {
    private final Deque<AutoCloseable> actors = new ArrayDeque<>();

    @ArquillianResource
    private URI server;

    @Override
    public URI server() {
        return Container.onLoopback(server);
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
