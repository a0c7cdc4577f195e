package org.parley.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;
import org.parley.log.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** A file of SQLite: the one in a home, or one by itself. */
public final class SqlitePlace implements Place {
    private static final String NAME = "parley.db";

    /** Rows come in the order of one index, and belong anywhere in the others: 32 MiB, in KiB. */
    private static final int CACHE = -32 * 1024;

    private final Path file;
    private final JournalMode journal;
    private final boolean readOnly;
    private final @Nullable HomeLock lock;

    private SqlitePlace(Path file, JournalMode journal, boolean readOnly, @Nullable HomeLock lock) {
        this.file = file;
        this.journal = journal;
        this.readOnly = readOnly;
        this.lock = lock;
    }

    /** The home of a Parley that does not run, and does not start until this is closed; made if it is missing. */
    public static Place home(Path home) {
        return new SqlitePlace(home.resolve(NAME), JournalMode.WAL, false, HomeLock.take(home)).loaded(home);
    }

    /** The home of an installation, which may be at work: only to be read. */
    public static Place atWork(Path home) {
        return new SqlitePlace(home.resolve(NAME), JournalMode.WAL, true, null).loaded(home);
    }

    /** Whether there is an installation's database in this home. */
    public static boolean isIn(Path home) {
        return Files.isRegularFile(home.resolve(NAME));
    }

    /** A new file, which nobody else knows; what is written is safe once it is closed. */
    public static Place newFile(Path file) {
        return new SqlitePlace(file, JournalMode.MEMORY, false, null);
    }

    /** A file that is there, only to be read. */
    public static Place file(Path file) {
        return new SqlitePlace(file, JournalMode.DELETE, true, null);
    }

    /** Whether the tables in this file are of an older Parley. Throws {@link StoreException} if it is no database. */
    public static boolean isOlder(Path file) {
        SqlitePlace place = new SqlitePlace(file, JournalMode.DELETE, true, null);
        return place.schema().age() == Schema.Age.OLDER;
    }

    private SqlitePlace loaded(Path home) {
        try {
            SqliteLibrary.load(home);
            return this;
        } catch (SQLException e) {
            close();
            throw new StoreException(this + " could not be opened", e);
        }
    }

    @Override
    public void make() {
        Sql.attempt("The tables in " + this + " could not be made", () -> {
            Schema.sqlite(source()).migrate();
            return true;
        });
    }

    @Override
    public void requireTables() {
        schema().requireSame(this);
    }

    private Schema schema() {
        return Sql.attempt(file + " could not be read as a database of Parley", () -> {
            try (Connection connection = source().getConnection()) { // fails in fewer words than Flyway
                new Sql(connection).all(row -> true, "select 1 from sqlite_master");
            }
            return Schema.sqlite(source());
        });
    }

    /** Nobody: what is written to is locked, and what is read may be at work. */
    @Override
    public Optional<String> usedBy() {
        return Optional.empty();
    }

    @Override
    public Connection reading() throws SQLException {
        return writing();
    }

    @Override
    public Connection writing() throws SQLException {
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void willBeAt(Cursor head) {
        try (HighWaterMark mark = new HighWaterMark(file.resolveSibling("parley.mark"))) {
            mark.reached(head);
        }
    }

    private SQLiteDataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        if (readOnly) {
            config.setReadOnly(true);
        } else {
            config.setJournalMode(journal);
            config.setSynchronous(lock == null ? SynchronousMode.OFF : SynchronousMode.NORMAL);
            config.setCacheSize(CACHE);
            config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        }
        config.setBusyTimeout(5000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            return;
        }
        if (!readOnly) {
            sync();
        }
    }

    private void sync() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new StoreException(this + " could not be written to the disk", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
