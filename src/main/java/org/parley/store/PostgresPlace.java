package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.parley.log.Cursor;
import org.parley.log.StoreException;

/** A database of PostgreSQL. */
public final class PostgresPlace implements Place {
    /** Any number that nobody else locks by; who writes a copy holds it. */
    private static final long COPYING = 0x7061726c65790001L;

    /** How long a statement may take: one may have to sort the largest table. */
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    /** A node renews its row every 1.5 s. */
    private static final String NODES = "select name from node where seen > now() - interval '10 s' order by name";

    /** The SQLSTATE of who waited for a lock as long as he may. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final String name;
    private final DataSource source;

    private PostgresPlace(String name, DataSource source) {
        this.name = name;
        this.source = source;
    }

    /** The database at {@code jdbc:postgresql:…}. User and password may be empty, as for {@link PostgresSource#of}. */
    public static Place at(String url, String user, String password) {
        return new PostgresPlace(url.replaceFirst("\\?.*", ""), PostgresSource.of(url, user, password));
    }

    @Override
    public void make() {
        Sql.attempt("The tables in " + this + " could not be made", () -> {
            Schema.postgres(source).migrate();
            return true;
        });
    }

    @Override
    public void requireTables() {
        Sql.attempt(this + " could not be reached", () -> {
            source.getConnection().close(); // says what is wrong in fewer words than Flyway
            Schema.postgres(source).requireSame(this);
            return true;
        });
    }

    @Override
    public Optional<String> usedBy() {
        List<String> nodes = Sql.attempt("Nodes on " + this + " could not be looked up", () -> {
            try (Connection connection = source.getConnection()) {
                return new Sql(connection).all(row -> row.getString(1), NODES);
            }
        });
        return nodes.isEmpty() ? Optional.empty() : Optional.of("node " + String.join(", ", nodes));
    }

    @Override
    public Connection reading() throws SQLException {
        Connection connection = connect();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection writing() throws SQLException {
        Connection connection = connect();
        try {
            lock(new Sql(connection));
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The server may need a moment to notice that a copy was killed. */
    private void lock(Sql sql) throws SQLException {
        sql.run("set lock_timeout = '10s'");
        try {
            sql.all(row -> true, "select pg_advisory_lock(?)", COPYING);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new StoreException("Another copy is being written to " + this, null);
            }
            throw e;
        }
        sql.run("reset lock_timeout");
    }

    private Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
        PostgresSession.beginMoving(connection);
        return connection;
    }

    /** Nothing is to be done: a node that never saw the log takes it as it is. */
    @Override
    public void willBeAt(Cursor head) {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return name;
    }
}
