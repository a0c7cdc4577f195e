package org.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.parley.chat.Archive.History;
import org.parley.chat.Archive.Page;
import org.parley.chat.ChatChange.Message;

/** A room's messages, read in pages. */
final class JdbcHistory {
    private static final String MESSAGES =
            "select id, room, author, at, text, mentions from message where room = ? and ";

    private JdbcHistory() {}

    static History page(Sql sql, String room, Page page) throws SQLException {
        return switch (page.side()) {
            case BEFORE -> before(sql, room, page.id(), page.limit());
            case AFTER -> after(sql, room, page.id(), page.limit());
            case AROUND -> around(sql, room, page.id(), page.limit());
        };
    }

    private static History before(Sql sql, String room, long id, int limit) throws SQLException {
        PageSize size = new PageSize(limit);
        List<Message> page = sql.first(
                JdbcHistory::message, size::takes, MESSAGES + "id < ? order by id desc limit ?", room, id, limit + 1);
        Collections.reverse(page);
        return new History(page, size.isFull(), exists(sql, "id >= ?", room, id));
    }

    private static History after(Sql sql, String room, long id, int limit) throws SQLException {
        PageSize size = new PageSize(limit);
        List<Message> page = sql.first(
                JdbcHistory::message, size::takes, MESSAGES + "id > ? order by id limit ?", room, id, limit + 1);
        return new History(page, exists(sql, "id <= ?", room, id), size.isFull());
    }

    private static History around(Sql sql, String room, long id, int limit) throws SQLException {
        History older = before(sql, room, id, limit / 2);
        History newer = after(sql, room, id - 1, limit - limit / 2);
        List<Message> page = new ArrayList<>(older.messages());
        page.addAll(newer.messages());
        return new History(page, older.before(), newer.after());
    }

    private static boolean exists(Sql sql, String condition, String room, long id) throws SQLException {
        return sql.one(row -> true, "select 1 from message where room = ? and " + condition + " limit 1", room, id)
                .isPresent();
    }

    private static Message message(ResultSet row) throws SQLException {
        String mentions = row.getString(6);
        return new Message(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                mentions.isEmpty() ? List.of() : List.of(mentions.split(" ")));
    }
}
