package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.log.Head;
import org.parley.log.Store;

/**
 * SQLite, over a connection in auto-commit mode, so that nothing is locked between transactions: with that mode off,
 * its driver would begin the next one with each commit.
 */
final class SqliteDialect implements Dialect {
    private static final String KNOWN = "select hash, ack from command_key where author = ? and key = ?";

    private final Connection connection;
    private final Sql sql;

    SqliteDialect(Connection connection, Sql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    @Override
    public void begin() throws SQLException {
        sql.run("begin immediate");
    }

    @Override
    public void commit() throws SQLException {
        sql.run("commit");
    }

    @Override
    public void rollback() throws SQLException {
        sql.run("rollback");
    }

    @Override
    public Map<Store.CommandKey, Store.Known> known(List<Store.CommandKey> keys) throws SQLException {
        Map<Store.CommandKey, Store.Known> found = new HashMap<>();
        for (Store.CommandKey key : keys) {
            sql.one(row -> new Store.Known(row.getString(1), row.getString(2)), KNOWN, key.user(), key.key())
                    .ifPresent(known -> found.put(key, known));
        }
        return found;
    }

    @Override
    public void move(Head head, boolean news) throws SQLException {
        sql.run(JdbcWriter.MOVE, head.id(), head.at(), head.version());
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            sql.forget();
        }
    }
}
