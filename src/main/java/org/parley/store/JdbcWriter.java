package org.parley.store;

import static org.parley.store.Sql.attempt;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;

/** The journal's connection. Its statements are prepared once; a transaction begins with the lock of the head. */
final class JdbcWriter implements Store.Writer {
    private static final String LOCK = "update head set id = id where one = 1 returning epoch, id, at, version";
    private static final String EVENT = "insert into event (id, epoch, at, type, v, room, subject, actor, key, body)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KEY = "insert into command_key (author, key, hash, ack, at) values (?, ?, ?, ?, ?)";
    static final String MOVE = "update head set id = ?, at = ?, version = ? where one = 1";

    /** Times follow ids, so that the start of the log is enough to look at. */
    private static final String OLD_KEYS = "delete from command_key where (author, key) in"
            + " (select author, key from command_key where at < ? order by at limit ?)";

    private static final String OLD =
            "select max(id) from (select id, at from event order by id limit ?) as oldest where at < ?";

    private final Connection connection;
    private final Sql sql;
    private final Dialect dialect;
    private final Projections projections;
    private final Consumer<Head> committed;
    private Head head = new Head("", 0, 0, 0);

    /**
     * Writes over a connection that nobody else uses, and in which these statements are kept; {@code committed} is told
     * each head that was.
     */
    JdbcWriter(Connection connection, Sql sql, Dialect dialect, Consumer<Head> committed) {
        this.connection = connection;
        this.sql = sql;
        this.dialect = dialect;
        this.projections = new Projections(sql);
        this.committed = committed;
    }

    @Override
    public Head lock() {
        head = attempt("The log could not be locked", () -> {
            dialect.begin();
            return sql.one(JdbcLog::head, LOCK).orElseThrow();
        });
        return head;
    }

    @Override
    public List<Event> after(long id, int limit) {
        return attempt("The log could not be read", () -> JdbcLog.after(sql, id, limit));
    }

    @Override
    public Map<Store.CommandKey, Store.Known> known(List<Store.CommandKey> keys) {
        return attempt("Keys could not be looked up", () -> dialect.known(keys));
    }

    @Override
    public void write(Store.Batch batch) {
        attempt("The log could not be written", () -> {
            sql.each(batch.events(), JdbcWriter::columns, EVENT);
            sql.each(batch.keys(), JdbcWriter::columns, KEY);
            projections.apply(batch.changes());
            head = batch.head();
            dialect.move(head, !batch.events().isEmpty());
            return true;
        });
    }

    private static @Nullable Object[] columns(Event event) {
        return new @Nullable Object[] {
            event.id(),
            event.epoch(),
            event.at(),
            event.type(),
            event.v(),
            event.room(),
            event.subject(),
            event.actor(),
            event.key(),
            event.body()
        };
    }

    private static Object[] columns(Store.NewKey key) {
        Store.CommandKey name = key.key();
        return new Object[] {
            name.user(), name.key(), key.known().hash(), key.known().ack(), key.at()
        };
    }

    @Override
    public void epoch(String epoch) {
        attempt("The epoch could not be changed", () -> sql.run("update head set epoch = ? where one = 1", epoch));
        head = new Head(epoch, head.id(), head.at(), head.version());
    }

    @Override
    public int prune(long eventsBefore, long keysBefore, int limit) {
        return attempt("The log could not be pruned", () -> {
            sql.run(OLD_KEYS, keysBefore, limit);
            long last = sql.one(row -> row.getLong(1), OLD, limit, eventsBefore).orElse(0L);
            return sql.run("delete from event where id <= ?", last);
        });
    }

    @Override
    public void commit() {
        attempt("The log could not be committed", () -> {
            dialect.commit();
            return true;
        });
        committed.accept(head);
    }

    @Override
    public void rollback() {
        attempt("The log could not be rolled back", () -> {
            dialect.rollback();
            return true;
        });
    }

    @Override
    public boolean isBroken() {
        return attempt("The journal's connection could not be asked for its state", connection::isClosed);
    }

    @Override
    public void close() {
        attempt("The journal's connection could not be closed", () -> {
            dialect.close();
            return true;
        });
    }
}
