package org.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.log.Head;

/** The projections of chat, read. */
final class JdbcArchive implements Archive {
    private static final String ROOMS = "select r.id, r.name, r.kind, r.history,"
            + " (select count(*) from member c where c.room = r.id), m.since, coalesce(p.read, 0),"
            + " (select max(x.id) from message x where x.room = r.id and x.id > m.since)"
            + " from member m join room r on r.id = m.room"
            + " left join personal p on p.account = m.account and p.room = m.room"
            + " where m.account = ? order by r.folded";
    private static final String UNREAD = "select count(*) from message where room = ? and id > ? and author <> ?";
    private static final String MENTIONS =
            "select count(*) from mention where account = ? and room = ? and message > ?";
    private static final String MESSAGES =
            "select id, room, author, at, text, mentions from message where room = ? and ";

    private final JdbcReader reader;

    JdbcArchive(JdbcReader reader) {
        this.reader = reader;
    }

    @Override
    public Head load(Consumer<ChatChange> into) {
        return reader.snapshot("The directory could not be loaded", sql -> {
            Head head = JdbcLog.head(sql);
            sql.all(
                            row -> new PutUser(new User(row.getString(1), row.getString(2), row.getInt(3) == 1)),
                            "select id, name, admin from account")
                    .forEach(into);
            sql.all(row -> new PutRoom(room(row)), "select id, name, kind, history from room")
                    .forEach(into);
            sql.all(
                            row -> new PutMember(row.getString(1), row.getString(2), row.getLong(3)),
                            "select room, account, since from member")
                    .forEach(into);
            sql.all(
                            row -> new PutRead(row.getString(1), "", 0, row.getLong(2)),
                            "select account, max(version) from personal group by account")
                    .forEach(into);
            return head;
        });
    }

    @Override
    public Snapshot state(String user) {
        return reader.snapshot("The state could not be read", sql -> {
            Map<String, RoomState> rooms = new LinkedHashMap<>();
            for (RoomState room : sql.all(row -> listed(row), ROOMS, user)) {
                rooms.put(room.room().id(), counted(sql, user, room));
            }
            return new Snapshot(JdbcLog.head(sql).cursor(), personal(sql, user, 0), rooms);
        });
    }

    private static RoomState listed(ResultSet row) throws SQLException {
        long since = row.getLong(6);
        long head = Math.max(since, row.getLong(8));
        return new RoomState(room(row), row.getInt(5), since, row.getLong(7), 0, 0, head, Optional.empty());
    }

    private static RoomState counted(Sql sql, String user, RoomState room) throws SQLException {
        String id = room.room().id();
        long from = Math.max(room.read(), room.since());
        int unread = sql.one(row -> row.getInt(1), UNREAD, id, from, user).orElse(0);
        int mentions = sql.one(row -> row.getInt(1), MENTIONS, user, id, from).orElse(0);
        Optional<String> author =
                sql.one(row -> row.getString(1), "select author from message where id = ?", room.head());
        return new RoomState(
                room.room(), room.members(), room.since(), room.read(), unread, mentions, room.head(), author);
    }

    @Override
    public Personal personal(String user, long after) {
        return reader.read("Personal state could not be read", sql -> personal(sql, user, after));
    }

    private static Personal personal(Sql sql, String user, long after) throws SQLException {
        Map<String, Long> read = new LinkedHashMap<>();
        long[] version = {after};
        sql.all(
                row -> {
                    version[0] = Math.max(version[0], row.getLong(3));
                    return read.put(row.getString(1), row.getLong(2));
                },
                "select room, read, version from personal where account = ? and version > ? order by version",
                user,
                after);
        return new Personal(version[0], read);
    }

    @Override
    public History history(String room, Page page) {
        return reader.snapshot("History could not be read", sql -> switch (page.side()) {
            case BEFORE -> before(sql, room, page.id(), page.limit());
            case AFTER -> after(sql, room, page.id(), page.limit());
            case AROUND -> around(sql, room, page.id(), page.limit());
        });
    }

    private static History before(Sql sql, String room, long id, int limit) throws SQLException {
        List<Message> found = older(sql, room, id, limit + 1);
        boolean more = found.size() > limit;
        List<Message> page = new ArrayList<>(more ? found.subList(0, limit) : found);
        Collections.reverse(page);
        return new History(page, more, exists(sql, "id >= ?", room, id));
    }

    private static History after(Sql sql, String room, long id, int limit) throws SQLException {
        List<Message> found = newer(sql, room, id, limit + 1);
        boolean more = found.size() > limit;
        return new History(more ? found.subList(0, limit) : found, exists(sql, "id <= ?", room, id), more);
    }

    private static History around(Sql sql, String room, long id, int limit) throws SQLException {
        History older = before(sql, room, id, limit / 2);
        History newer = after(sql, room, id - 1, limit - limit / 2);
        List<Message> page = new ArrayList<>(older.messages());
        page.addAll(newer.messages());
        return new History(page, older.before(), newer.after());
    }

    private static List<Message> older(Sql sql, String room, long id, int limit) throws SQLException {
        return sql.all(JdbcArchive::message, MESSAGES + "id < ? order by id desc limit ?", room, id, limit);
    }

    private static List<Message> newer(Sql sql, String room, long id, int limit) throws SQLException {
        return sql.all(JdbcArchive::message, MESSAGES + "id > ? order by id limit ?", room, id, limit);
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

    private static Room room(ResultSet row) throws SQLException {
        return new Room(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
