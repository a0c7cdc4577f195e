package org.parley.transport.upgrade;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.parley.rfc6455.CloseCode;

/**
 * All hand-made connections of a node: keeps their deadlines, by one timer for all, and ends them when the node stops.
 * Thread-safe.
 */
public final class Connections implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Set<UpgradeHandler> expected = ConcurrentHashMap.newKeySet();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private final Executor closers;
    private final Deadlines deadlines;

    /**
     * How long a connection may take.
     *
     * @param opening from the 101 until the container lets it be written to
     * @param idle after so long without a sign the peer is asked for one, and after as long again it is given up
     * @param stall how long a peer may take no byte of what waits for it
     * @param closing for the peer's half of a close
     */
    public record Deadlines(Duration opening, Duration idle, Duration stall, Duration closing) {}

    /** There is none yet; {@code closers} ends connections, which takes some containers a while. */
    public Connections(ScheduledExecutorService timer, Executor closers, Deadlines deadlines) {
        this.timer = timer;
        this.closers = closers;
        this.deadlines = deadlines;
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }

    /** Looks whose deadlines have come; to be called every second or so. */
    public void tick() {
        long now = System.nanoTime();
        expected.forEach(handler -> handler.tick(now, deadlines.opening()));
        open.forEach(connection -> connection.tick(now));
    }

    /** Closes those that are open, and ends those whose peers do not close in time. */
    @Override
    public void close() {
        open.forEach(connection -> connection.close(CloseCode.GOING_AWAY, "1000"));
        long end = System.nanoTime() + deadlines.closing().toNanos();
        while (!open.isEmpty() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(PAUSE);
        }
        open.forEach(Connection::drop);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** A container has promised to hand a connection over. */
    void expect(UpgradeHandler handler) {
        expected.add(handler);
    }

    /** It did, or never will. */
    void forget(UpgradeHandler handler) {
        expected.remove(handler);
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    /** Runs a task that does not block, in the thread of the timer, after those that came before. */
    void soon(Runnable task) {
        timer.execute(task);
    }

    /** Runs a task that does not block after this time, or at once when there is no later. */
    void later(Runnable task, Duration time) {
        try {
            timer.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Ends a connection at a deadline, if it has not ended by then. */
    void dropAfter(Connection connection, Duration time) {
        if (open.contains(connection)) {
            timer.schedule(() -> drop(connection), time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends a connection soon. */
    void drop(Connection connection) {
        if (!open.contains(connection)) {
            return;
        }
        try {
            closers.execute(connection::drop);
        } catch (RejectedExecutionException e) {
            connection.drop();
        }
    }
}
