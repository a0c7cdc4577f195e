package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/**
 * Reads with a connection of the pool: one statement, or several that see the same snapshot. What is neither the log's
 * nor follows from it may be written so too.
 */
final class JdbcReader {
    /** As many as a pool has. */
    private static final int MOST_BROKEN = 4;

    private final DataSource pool;

    JdbcReader(DataSource pool) {
        this.pool = pool;
    }

    /** Something that is read. */
    interface Reading<T> {
        T read(Sql sql) throws SQLException;
    }

    /** Reads once. Throws {@link org.parley.log.StoreException}. */
    <T> T read(String what, Reading<T> reading) {
        return Sql.attempt(what, () -> again(connection -> reading.read(new Sql(connection))));
    }

    /** Reads several things in one transaction, so that they belong together. */
    <T> T snapshot(String what, Reading<T> reading) {
        return Sql.attempt(
                what,
                () -> again(connection -> {
                    connection.setAutoCommit(false);
                    try {
                        return reading.read(new Sql(connection));
                    } finally {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                }));
    }

    /** Writes: each statement is a transaction. The pool gives the connection its usual state back. */
    <T> T write(String what, Reading<T> writing) {
        return Sql.attempt(
                what,
                () -> again(connection -> {
                    connection.setReadOnly(false);
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    return writing.read(new Sql(connection));
                }));
    }

    private interface Step<T> {
        T with(Connection connection) throws SQLException;
    }

    /** A connection of the pool may have broken since it was used: then another one is taken. */
    private <T> T again(Step<T> step) throws SQLException {
        for (int broken = 0; ; broken++) {
            try (Connection connection = pool.getConnection()) {
                return step.with(connection);
            } catch (SQLException e) {
                if (broken == MOST_BROKEN || e instanceof SQLTransientConnectionException || !isBreak(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the connection broke (class 08), or the server ended it (57P01 to 57P03). */
    private static boolean isBreak(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }
}
