package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;
import org.parley.transport.upgrade.Connections.Deadlines;

/** A connection that was promised comes once, or never; whoever waits for it is told either way. */
class UpgradeHandlerTest {
    private static final Duration OPENING = Duration.ofMinutes(1);

    private final Connections all = new Connections(
            new ScheduledThreadPoolExecutor(1), Runnable::run, new Deadlines(OPENING, OPENING, OPENING, OPENING));
    private final FakeLine line;
    private final UpgradeHandler handler = new UpgradeHandler();
    private int made;
    private int never;

    UpgradeHandlerTest() throws IOException {
        line = new FakeLine(connection -> new FakeConversation(), new Budget(0));
        handler.expect(
                all,
                tcp -> {
                    made++;
                    return line.connection();
                },
                () -> never++);
    }

    private void looksAfter(Duration time) {
        handler.tick(System.nanoTime() + time.toNanos(), OPENING);
    }

    @Test
    void aConnectionThatIsHandedOverTwiceIsTakenOnce() {
        looksAfter(OPENING.minusSeconds(1));
        handler.init(line);
        handler.init(line);
        assertEquals(1, made);
        looksAfter(OPENING.plusSeconds(1));
        handler.destroy();
        assertEquals(0, never);
        assertEquals(0, line.closed(), "the connection is the container's to end, which it has");
    }

    /** The container may let it write at once, and what is said then may be the last. */
    @Test
    void oneThatEndsWhileItIsOpenedIsNoFault() {
        line.connection().end();
        handler.init(line);
        assertEquals(1, made);
        assertEquals(1, line.closed());
    }

    @Test
    void oneThatDoesNotComeInTimeIsGivenUpOnceAndClosedWhenItComes() {
        looksAfter(OPENING.plusSeconds(1));
        looksAfter(OPENING.plusSeconds(1));
        handler.destroy();
        assertEquals(1, never);
        handler.init(line);
        assertEquals(0, made);
        assertEquals(1, line.closed());
    }

    @Test
    void oneThatTheContainerGivesUpNeverComes() {
        handler.destroy();
        handler.destroy();
        assertEquals(1, never);
    }

    @Test
    void oneThatCannotBeTakenOverNeverComes() {
        UpgradeHandler failing = new UpgradeHandler();
        failing.expect(
                all,
                tcp -> {
                    throw new IllegalArgumentException("by the test");
                },
                () -> never++);
        assertThrows(IllegalArgumentException.class, () -> failing.init(line));
        failing.destroy();
        assertEquals(1, never);
    }
}
