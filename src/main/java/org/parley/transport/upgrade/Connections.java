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

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private final Executor closers;
    private final Duration closeTimeout;

    /**
     * There is none yet.
     *
     * @param closers ends connections, which takes some containers a while
     * @param closeTimeout how long to wait for the peer's half of a close
     */
    public Connections(ScheduledExecutorService timer, Executor closers, Duration closeTimeout) {
        this.timer = timer;
        this.closers = closers;
        this.closeTimeout = closeTimeout;
    }

    /** How many are open. */
    public int size() {
        return open.size();
    }

    /** Closes those that are open, and ends those whose peers do not close in time. */
    @Override
    public void close() {
        open.forEach(connection -> connection.close(CloseCode.GOING_AWAY, "1000"));
        long end = System.nanoTime() + closeTimeout.toNanos();
        while (!open.isEmpty() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(PAUSE);
        }
        open.forEach(Connection::drop);
    }

    Duration closeTimeout() {
        return closeTimeout;
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
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
