package org.parley.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.parley.chat.Archive;
import org.parley.identity.Accounts;
import org.parley.identity.Sessions;
import org.parley.log.Cursor;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in a folder: {@code parley.db} with its write-ahead log, a lock file that keeps a second Parley out, and a
 * high-water mark that shows when the database was put back to an older state.
 */
public final class SqliteStore implements Database, Store {
    private static final int READERS = 4;
    private static final int PAGE = 4096;

    /** The longest wait for a connection, in milliseconds: those who look up a session are a container's threads. */
    private static final long READER_WAIT = 1000;

    private final Path file;
    private final Options options;
    private final HomeLock lock;
    private final HighWaterMark mark;
    private final HikariDataSource pool;
    private final Readings readings;
    private final String installation;
    private volatile long maxPages;

    /**
     * How to keep the data.
     *
     * @param full whether a commit waits until it is on the disk; else the newest may be lost when the power fails
     * @param maxBytes how large the database may grow; 0 for no limit
     */
    public record Options(boolean full, long maxBytes) {}

    /**
     * Opens the folder, and makes and migrates what is missing. Throws {@link StoreException} with a sentence for the
     * operator.
     */
    public SqliteStore(Path home, Options options) {
        this.options = options;
        this.maxPages = options.maxBytes() == 0 ? 0 : Math.max(64, options.maxBytes() / PAGE);
        this.lock = HomeLock.take(home);
        try {
            SqliteLibrary.load(home);
            this.file = home.resolve("parley.db");
            this.mark = new HighWaterMark(home.resolve("parley.mark"));
            this.installation = prepare();
            this.pool = pool();
            this.readings = new Readings(pool);
        } catch (RuntimeException | SQLException e) {
            lock.close();
            throw new StoreException("The database in " + home + " could not be opened", e);
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

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public Writer writer() {
        return Sql.attempt("The database could not be opened for writing", () -> {
            Connection connection = connect();
            Sql sql = Sql.keeping(connection);
            SqliteDialect dialect = new SqliteDialect(connection, sql);
            return new JdbcWriter(connection, sql, dialect, head -> mark.reached(head.cursor()));
        });
    }

    @Override
    public Head head() {
        return readings.head();
    }

    @Override
    public long first() {
        return readings.first();
    }

    @Override
    public List<Event> after(long id, int limit) {
        return readings.after(id, limit);
    }

    /** Changes how large the database may grow, in bytes, from the journal's next connection on; 0 for no limit. */
    void limit(long bytes) {
        maxPages = bytes / PAGE;
    }

    @Override
    public void close() {
        pool.close();
        mark.close();
        lock.close();
    }

    private String prepare() throws SQLException {
        Schema.sqlite(source(TransactionMode.DEFERRED)).migrate();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            Sql sql = new Sql(connection);
            JdbcLog.requireFinished(sql);
            String name = JdbcLog.installation(sql);
            begin(sql);
            connection.commit();
            return name;
        }
    }

    /** Starts the log, or a new epoch of it when it is not where it was. */
    private void begin(Sql sql) throws SQLException {
        JdbcLog.begin(sql);
        Cursor head = JdbcLog.head(sql).cursor();
        if (!mark.allows(head)) {
            JdbcLog.newEpoch(sql, head.epoch());
        }
        mark.reached(JdbcLog.head(sql).cursor());
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("parley-readers");
        config.setDataSource(source(TransactionMode.DEFERRED));
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(READER_WAIT);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** A connection that can write. */
    Connection connect() throws SQLException {
        return source(TransactionMode.IMMEDIATE).getConnection();
    }

    /** A writer takes the lock when its transaction begins, a reader never. */
    private SQLiteDataSource source(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(options.full() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(mode);
        config.setBusyTimeout(5000);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        if (maxPages > 0) {
            config.setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, Long.toString(maxPages));
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
