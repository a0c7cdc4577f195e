package org.parley.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.log.Bulletins;
import org.parley.log.Doorbell;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection, with a thread of its own, over which a node hears others by way of PostgreSQL, and tells them. A
 * connection that breaks, or is silent and does not answer, is replaced until that succeeds.
 */
public final class PostgresLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLink.class);

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
    private final PostgresDoorbell doorbell;
    private final PostgresBulletins bulletins;
    private final List<Part> parts;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;
    private long pause = SHORTEST_PAUSE;

    private PostgresLink(DataSource source, PostgresDoorbell doorbell, PostgresBulletins bulletins) {
        this.source = source;
        this.doorbell = doorbell;
        this.bulletins = bulletins;
        this.parts = List.of(doorbell, bulletins);
        this.thread = new Thread(this::run, "parley-doorbell");
        thread.setDaemon(true);
    }

    /**
     * Opens a link, on a connection that {@code source} gives.
     *
     * @param channel where commits ring; a word
     * @param installation whose nodes tell each other; a word
     * @param node this node's name, which no other one has; a word
     */
    public static PostgresLink open(DataSource source, String channel, String installation, String node) {
        PostgresLink link = new PostgresLink(
                source, new PostgresDoorbell(channel), new PostgresBulletins("parley_" + installation, node));
        link.thread.start();
        return link;
    }

    /** Rings when a batch is committed. */
    public Doorbell doorbell() {
        return doorbell;
    }

    /** What nodes tell each other. */
    public Bulletins bulletins() {
        return bulletins;
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
        try {
            PGConnection postgres = begin(on);
            while (!closed) {
                hear(postgres.getNotifications(TURN));
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

    private PGConnection begin(Connection on) throws SQLException {
        PGConnection postgres = on.unwrap(PGConnection.class);
        on.setAutoCommit(true);
        on.setNetworkTimeout(Runnable::run, ANSWER);
        try (Statement statement = on.createStatement()) {
            statement.execute(SESSION);
            for (Part part : parts) {
                statement.execute("listen " + part.channel());
            }
        }
        LOG.debug("Listening");
        pause = SHORTEST_PAUSE;
        parts.forEach(Part::begin);
        return postgres;
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
            LOG.warn(
                    "What other nodes write is seen by looking now and then, and who is there is not, until they can be"
                            + " listened to: {}",
                    e.toString());
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
