package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A container has promised a connection that never comes. */
class UpgradeHandlerTest {
    private static final Duration OPENING = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Connections all = new Connections(
            timer, Runnable::run, new Connections.Deadlines(OPENING, OPENING, OPENING, Duration.ofMillis(1)));
    private final AtomicInteger givenUp = new AtomicInteger();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void whatDoesNotComeInTimeIsGivenUpOnce() {
        UpgradeHandler handler = expecting();
        handler.tick(System.nanoTime() + OPENING.toNanos() / 2, OPENING);
        assertEquals(0, givenUp.get());
        handler.tick(System.nanoTime() + OPENING.toNanos() + 1, OPENING);
        handler.tick(System.nanoTime() + 2 * OPENING.toNanos(), OPENING);
        assertEquals(1, givenUp.get());
        handler.destroy();
        assertEquals(1, givenUp.get());
    }

    @Test
    void whatTheContainerDestroysIsGivenUpAtOnce() {
        expecting().destroy();
        assertEquals(1, givenUp.get());
    }

    private UpgradeHandler expecting() {
        UpgradeHandler handler = new UpgradeHandler();
        handler.expect(
                all,
                tcp -> {
                    throw new AssertionError("it never comes");
                },
                givenUp::incrementAndGet);
        return handler;
    }
}
