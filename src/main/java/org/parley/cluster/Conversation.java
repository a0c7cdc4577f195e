package org.parley.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to PostgreSQL, with a thread of its own, that some {@link Part}s share. One that breaks, or is silent
 * and does not answer, is replaced until that succeeds.
 */
final class Conversation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /**
     * How long it only listens, in milliseconds. What is to be told gathers meanwhile: every notification takes a lock
     * that all of the database's share.
     */
    private static final int TURN = 100;

    /** How long the database may take to answer, in milliseconds. */
    private static final int ANSWER = 4000;

    private static final String SESSION = "set application_name = 'Parley doorbell'; set synchronous_commit = off";
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final DataSource source;
    private final List<Part> parts;
    private final List<String> channels;
    private final String loss;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;
    private long pause = SHORTEST_PAUSE;

    /**
     * Nothing happens before {@link #start}; {@code loss} is for the log, what is lost while there is no connection.
     */
    Conversation(DataSource source, List<Part> parts, String loss) {
        this.source = source;
        this.parts = parts;
        this.channels =
                parts.stream().map(Part::channel).filter(Objects::nonNull).toList();
        this.loss = loss;
        this.thread = new Thread(this::run, "parley-doorbell");
        thread.setDaemon(true);
    }

    /** Begins. Once. */
    void start() {
        thread.start();
    }

    /** Says goodbye, if the database takes it in time, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        join(ANSWER / 2);
        Connection open = connection;
        if (open != null) {
            abort(open);
            join(ANSWER);
        }
    }

    private void run() {
        while (!closed) {
            try (Connection fresh = source.getConnection()) {
                connection = fresh;
                converse(fresh);
            } catch (SQLException | RuntimeException e) {
                rest(e);
            } finally {
                connection = null;
            }
        }
    }

    private void converse(Connection on) throws SQLException {
        // One that can't be listened to goes back to the container's pool as it came.
        PGConnection postgres = channels.isEmpty() ? null : on.unwrap(PGConnection.class);
        try {
            begin(on);
            while (!closed) {
                listen(postgres);
                for (Part part : parts) {
                    part.turn(on);
                }
            }
            for (Part part : parts) {
                part.end(on);
            }
        } finally {
            abort(on); // nobody else is to get it, as it is
        }
    }

    private void begin(Connection on) throws SQLException {
        on.setAutoCommit(true);
        on.setNetworkTimeout(Runnable::run, ANSWER);
        try (Statement statement = on.createStatement()) {
            statement.execute(SESSION);
            for (String channel : channels) {
                statement.execute("listen " + channel);
            }
        }
        LOG.debug("Listening");
        pause = SHORTEST_PAUSE;
        parts.forEach(Part::begin);
    }

    /** For the time of a turn. */
    private void listen(@Nullable PGConnection postgres) throws SQLException {
        if (postgres == null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TURN));
        } else {
            hear(postgres.getNotifications(TURN));
        }
    }

    private void hear(PGNotification[] notifications) {
        for (Part part : parts) {
            List<String> payloads = Arrays.stream(notifications)
                    .filter(each -> each.getName().equals(part.channel()))
                    .map(PGNotification::getParameter)
                    .toList();
            if (!payloads.isEmpty()) {
                part.heard(payloads);
            }
        }
    }

    /** Waits before the next try, each time longer up to a second. */
    private void rest(Exception e) {
        if (closed) {
            return;
        }
        if (pause == SHORTEST_PAUSE) {
            LOG.warn("{}: {}", loss, e.toString());
        }
        LockSupport.parkNanos(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
    }

    private static void abort(Connection open) {
        try {
            open.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("The connection could not be ended at once", e);
        }
    }

    private void join(long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
