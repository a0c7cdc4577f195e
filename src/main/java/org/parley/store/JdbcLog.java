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
