package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Reads with a connection of the pool: one statement, or several that see the same snapshot. */
final class JdbcReader {
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
        return Sql.attempt(what, () -> {
            try (Connection connection = pool.getConnection()) {
                return reading.read(new Sql(connection));
            }
        });
    }

    /** Reads several things in one transaction, so that they belong together. */
    <T> T snapshot(String what, Reading<T> reading) {
        return Sql.attempt(what, () -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    return reading.read(new Sql(connection));
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        });
    }
}
