package org.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange;
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
            + " r.members, m.since, coalesce(p.read, 0),"
            + " (select max(x.id) from message x where x.room = r.id and x.id > m.since)"
            + " from member m join room r on r.id = m.room"
            + " left join personal p on p.account = m.account and p.room = m.room"
            + " where m.account = ? order by r.folded";
    private static final String UNREAD =
            "select count(*) from" + " (select 1 from message where room = ? and id > ? and author <> ? limit "
                    + MOST_COUNTED + ") as counted";
    private static final String MENTIONS = "select count(*) from"
            + " (select 1 from mention where account = ? and room = ? and message > ? limit " + MOST_COUNTED
            + ") as counted";
    private static final String MARKS = "select p.room, p.read, p.version, m.since from personal p"
            + " left join member m on m.account = p.account and m.room = p.room"
            + " where p.account = ? and p.version > ?";
    private static final String VERSIONS =
            "select account, max(version) from personal where version > ? group by account";

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
            Head head = JdbcLog.head(sql);
            Map<String, RoomState> rooms = new LinkedHashMap<>();
            for (RoomState room : sql.all(row -> listed(row), ROOMS, user)) {
                rooms.put(room.room().id(), counted(sql, user, room, head));
            }
            return new Snapshot(head.cursor(), personal(0, marks(sql, user, 0), Map.of()), rooms);
        });
    }

    private static RoomState listed(ResultSet row) throws SQLException {
        long since = row.getLong(6);
        long head = Math.max(since, row.getLong(8));
        return new RoomState(room(row), row.getInt(5), since, row.getLong(7), 0, 0, head, Optional.empty());
    }

    private static RoomState counted(Sql sql, String user, RoomState room, Head head) throws SQLException {
        Counts counts = counts(sql, user, room.room().id(), Math.max(room.read(), room.since()), head);
        Optional<String> author =
                sql.one(row -> row.getString(1), "select author from message where id = ?", room.head());
        return new RoomState(
                room.room(),
                room.members(),
                room.since(),
                room.read(),
                counts.unread(),
                counts.mentions(),
                room.head(),
                author);
    }

    private static Counts counts(Sql sql, String user, String room, long from, Head head) throws SQLException {
        int unread = sql.one(row -> row.getInt(1), UNREAD, room, from, user).orElse(0);
        int mentions = sql.one(row -> row.getInt(1), MENTIONS, user, room, from).orElse(0);
        return new Counts(unread, mentions, head.id());
    }

    @Override
    public Personal personal(String user, long after) {
        return reader.snapshot("Personal state could not be read", sql -> {
            Head head = JdbcLog.head(sql);
            List<Mark> marks = marks(sql, user, after);
            Map<String, Counts> counts = new LinkedHashMap<>();
            for (Mark mark : marks) {
                if (mark.since > 0) {
                    long from = Math.max(mark.read, mark.since);
                    counts.put(mark.room, counts(sql, user, mark.room, from, head));
                }
            }
            return personal(after, marks, counts);
        });
    }

    @Override
    public Map<String, Long> personalVersions(long after) {
        return reader.read("Versions of personal state could not be read", sql -> {
            Map<String, Long> versions = new HashMap<>();
            sql.all(row -> versions.put(row.getString(1), row.getLong(2)), VERSIONS, after);
            return versions;
        });
    }

    /** A read mark, and since when its owner is a member; 0 when he is not. */
    private record Mark(String room, long read, long version, long since) {}

    private static List<Mark> marks(Sql sql, String user, long after) throws SQLException {
        return sql.all(
                row -> new Mark(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)), MARKS, user, after);
    }

    private static Personal personal(long after, List<Mark> marks, Map<String, Counts> counts) {
        long version = marks.stream().mapToLong(Mark::version).max().orElse(after);
        Map<String, Long> read = marks.stream().collect(Collectors.toMap(Mark::room, Mark::read));
        return new Personal(version, read, counts);
    }

    @Override
    public History history(String room, Page page) {
        return reader.snapshot("History could not be read", sql -> JdbcHistory.page(sql, room, page));
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
