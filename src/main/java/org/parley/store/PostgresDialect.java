package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.parley.log.Head;
import org.parley.log.Store;

/**
 * PostgreSQL: the driver sends the beginning of a transaction along with its first statement, all keys are looked up at
 * once, and the head moves and rings in one statement, for each way to the database and back is a time in which nobody
 * else may write.
 */
final class PostgresDialect implements Dialect {
    private static final String KNOWN = "select author, key, hash, ack from command_key"
            + " where (author, key) in (select * from unnest(?::text[], ?::text[]))";
    private static final String MOVE_AND_RING =
            "with moved as (update head set id = ?, at = ?, version = ? where one = 1 returning epoch, id)"
                    + " select pg_notify('" + PostgresStore.CHANNEL + "', epoch || '-' || id) from moved";

    private final Connection connection;
    private final Sql sql;
    private final boolean rings;

    /** The connection is fresh; its session gets what a writer's has; {@code rings}: a commit with events notifies. */
    PostgresDialect(Connection connection, boolean durable, boolean rings) throws SQLException {
        this.connection = connection;
        this.sql = new Sql(connection);
        this.rings = rings;
        PostgresSession.beginWriting(connection, durable);
    }

    @Override
    public void begin() {}

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public Map<Store.CommandKey, Store.Known> known(List<Store.CommandKey> keys) throws SQLException {
        Map<Store.CommandKey, Store.Known> found = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.all(
                    row -> found.put(
                            new Store.CommandKey(row.getString(1), row.getString(2)),
                            new Store.Known(row.getString(3), row.getString(4))),
                    KNOWN,
                    array(keys, Store.CommandKey::user),
                    array(keys, Store.CommandKey::key));
        }
        return found;
    }

    private Object array(List<Store.CommandKey> keys, Function<Store.CommandKey, String> part) throws SQLException {
        return connection.createArrayOf("text", keys.stream().map(part).toArray());
    }

    @Override
    public void move(Head head, boolean news) throws SQLException {
        if (news && rings) {
            sql.all(row -> true, MOVE_AND_RING, head.id(), head.at(), head.version());
        } else {
            sql.run(JdbcWriter.MOVE, head.id(), head.at(), head.version());
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                PostgresSession.endWriting(connection);
            }
        }
    }
}
