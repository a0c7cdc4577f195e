package org.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.parley.log.Event;
import org.parley.log.Head;

/** The tables of the log, read. */
final class JdbcLog {
    static final String HEAD = "select epoch, id, at, version from head";
    private static final String AFTER =
            "select id, epoch, at, type, v, room, subject, actor, key, body from event where id > ? order by id limit ?";

    private JdbcLog() {}

    /** Starts an empty log, unless there is one. */
    static void begin(Sql sql) throws SQLException {
        sql.run(
                "insert into head (one, epoch, id, at, version) values (1, ?, 0, 0, 0) on conflict do nothing",
                RandomName.of(10));
    }

    /** Throws when a copy into this database was begun and is not finished: only a part of it is there. */
    static void requireFinished(Sql sql) throws SQLException {
        if (!sql.all(row -> true, "select 1 from installation where name = ?", Place.UNFINISHED)
                .isEmpty()) {
            throw new SQLException("a copy into it is not finished: run that copy or restore again");
        }
    }

    /** Starts another history of the log, unless somebody else did since it was {@code old}. */
    static void newEpoch(Sql sql, String old) throws SQLException {
        sql.run("update head set epoch = ? where one = 1 and epoch = ?", RandomName.of(10), old);
    }

    /** The installation's name, given to it now if it has none. */
    static String installation(Sql sql) throws SQLException {
        sql.run("insert into installation (name, value) values ('id', ?) on conflict do nothing", RandomName.of(8));
        return sql.one(row -> row.getString(1), "select value from installation where name = 'id'")
                .orElseThrow();
    }

    static Head head(Sql sql) throws SQLException {
        return sql.one(JdbcLog::head, HEAD).orElseThrow();
    }

    static Head head(ResultSet row) throws SQLException {
        return new Head(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    static long first(Sql sql) throws SQLException {
        long first = sql.one(row -> row.getLong(1), "select min(id) from event").orElse(0L);
        return first > 0 ? first : head(sql).id() + 1;
    }

    static List<Event> after(Sql sql, long id, int limit) throws SQLException {
        return sql.all(JdbcLog::event, AFTER, id, limit);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
