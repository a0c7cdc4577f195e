package org.parley.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.parley.chat.Archive;
import org.parley.identity.Accounts;
import org.parley.identity.Sessions;
import org.parley.identity.Tickets;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, shared by as many nodes as there are: each adds to the log under the lock of its head. What a node keeps
 * in its own home is a lock file and a high-water mark, which shows when the database was put back to an older state
 * while this node was down.
 */
public final class PostgresStore implements Database, Store {
    /** The channel on which a commit with events notifies, in its transaction, with the head's cursor. */
    public static final String CHANNEL = "parley";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
    private static final int READERS = 4;

    /** The longest wait for a connection, in milliseconds: those who look up a session are a container's threads. */
    private static final long READER_WAIT = 1000;

    private final DataSource source;
    private final boolean durable;
    private final boolean rings;
    private final HomeLock lock;
    private final HighWaterMark mark;
    private final HikariDataSource pool;
    private final Readings readings;
    private final String installation;

    /**
     * Opens the database, and makes and migrates what is missing, under a lock that other nodes respect. Throws
     * {@link StoreException} with a sentence for the operator.
     *
     * @param source gives connections; the journal keeps one of them, and four readers one each
     * @param home this node's folder
     * @param durable whether a commit waits until it is on the disk; else the newest may be lost when the power fails
     */
    public PostgresStore(DataSource source, Path home, boolean durable) {
        this(source, home, durable, true);
    }

    /** The same, but commits do not notify: for nodes that hear of them in another way. */
    public static PostgresStore silent(DataSource source, Path home, boolean durable) {
        return new PostgresStore(source, home, durable, false);
    }

    private PostgresStore(DataSource source, Path home, boolean durable, boolean rings) {
        this.source = source;
        this.durable = durable;
        this.rings = rings;
        this.lock = HomeLock.take(home);
        try {
            this.mark = new HighWaterMark(home.resolve("postgres.mark"));
            this.installation = prepare();
            this.pool = pool(source);
            this.readings = new Readings(pool);
        } catch (RuntimeException | SQLException e) {
            lock.close();
            throw new StoreException("The PostgreSQL database could not be opened", e);
        }
    }

    @Override
    public Store store() {
        return this;
    }

    @Override
    public Archive archive() {
        return readings.archive();
    }

    @Override
    public Accounts accounts() {
        return readings::password;
    }

    @Override
    public Sessions sessions() {
        return readings.sessions();
    }

    /** Tickets that all nodes know; {@code readers} runs what writes them. */
    public Tickets tickets(Executor readers) {
        return readings.tickets(readers);
    }

    @Override
    public String installation() {
        return installation;
    }

    /** 32 bytes that only those know who can read this database; a copy of it has others. Blocks. */
    public byte[] secret() {
        return Sql.attempt("The database could not be asked which one it is", () -> {
            try (Connection connection = source.getConnection()) {
                return PostgresSecret.of(new Sql(connection));
            }
        });
    }

    @Override
    public Writer writer() {
        return Sql.attempt("The database could not be opened for writing", () -> {
            Connection connection = source.getConnection();
            try {
                return new JdbcWriter(
                        connection,
                        new Sql(connection), // the driver itself keeps what is said often
                        new PostgresDialect(connection, durable, rings),
                        head -> mark.reached(head.cursor()));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        });
    }

    @Override
    public Head head() {
        Head head = readings.head();
        mark.reached(head.cursor());
        return head;
    }

    @Override
    public long first() {
        return readings.first();
    }

    @Override
    public List<Event> after(long id, int limit) {
        return readings.after(id, limit);
    }

    @Override
    public void close() {
        pool.close();
        mark.close();
        lock.close();
    }

    private String prepare() throws SQLException {
        Schema.postgres(source).migrate();
        try (Connection connection = source.getConnection()) {
            Sql sql = new Sql(connection);
            JdbcLog.requireFinished(sql);
            JdbcLog.begin(sql);
            resume(sql);
            return JdbcLog.installation(sql);
        }
    }

    /** Starts a new epoch when the log ends before where this node saw it. */
    private void resume(Sql sql) throws SQLException {
        Head head = JdbcLog.head(sql);
        if (mark.isBeyond(head.cursor())) {
            LOG.warn("The log ends at {} but was seen further: it was restored, and begins a new epoch", head.cursor());
            JdbcLog.newEpoch(sql, head.epoch());
        }
        mark.reached(JdbcLog.head(sql).cursor());
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("parley-readers");
        config.setDataSource(new Untimed(source));
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(READER_WAIT);
        config.setValidationTimeout(READER_WAIT);
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ"); // several statements, one snapshot
        config.setConnectionInitSql(PostgresSession.reading());
        return new HikariDataSource(config);
    }
}
