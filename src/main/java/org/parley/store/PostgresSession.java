package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is set for a session with PostgreSQL, so that a node that died, stopped or lost its network holds the lock of
 * the head for 5 s at the longest, and so that a node does not wait for a database that is gone.
 */
final class PostgresSession {
    /** How long this node waits for an answer of the database, in milliseconds: longer than for any lock. */
    private static final int LONGEST_ANSWER = 10_000;

    /**
     * Whoever holds the lock and says nothing loses it a second before those who wait give up; a peer that takes or
     * acknowledges nothing is dropped as soon.
     */
    private static final String DEADLINES = "set lock_timeout = '5s';"
            + " set idle_in_transaction_session_timeout = '4s';"
            + " set tcp_user_timeout = '4s';"
            + " set tcp_keepalives_idle = 2; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 2;";

    /** A commit waits for the disk, whatever the server does by default; one that does more is left alone. */
    private static final String DURABLE = " select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off';";

    /** Who moves an installation may keep a transaction open while the other end works. */
    private static final String PATIENT = "set idle_in_transaction_session_timeout = 0; set statement_timeout = 0;";

    private PostgresSession() {}

    /** What a connection for moving an installation begins with. */
    static void beginMoving(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENT + DURABLE);
        }
    }

    /** What a reader's connection begins with. */
    static String reading() {
        return DEADLINES;
    }

    /** Makes a connection the journal's. */
    static void beginWriting(Connection connection, boolean durable) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER);
        try (Statement statement = connection.createStatement()) {
            statement.execute(DEADLINES + (durable ? DURABLE : " set synchronous_commit = off;"));
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    /** Ends what is open and undoes what was set, for the container may give the connection to somebody else. */
    static void endWriting(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(Stream.of(
                            "lock_timeout",
                            "idle_in_transaction_session_timeout",
                            "tcp_user_timeout",
                            "tcp_keepalives_idle",
                            "tcp_keepalives_interval",
                            "tcp_keepalives_count",
                            "synchronous_commit")
                    .map(name -> "reset " + name)
                    .collect(Collectors.joining("; ")));
        }
        connection.setNetworkTimeout(Runnable::run, 0);
    }
}
