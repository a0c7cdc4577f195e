package org.parley.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutPassword;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.Names;
import org.parley.identity.Session;
import org.parley.identity.SessionChange.DropSession;
import org.parley.identity.SessionChange.DropSessionsBefore;
import org.parley.identity.SessionChange.PutSession;
import org.parley.identity.SessionChange.TouchSession;
import org.parley.log.Change;

/**
 * Writes changes to the projections, in order, over one connection. Messages are by far the most frequent, so they go
 * in one batch; nothing else of a transaction reads them.
 */
final class Projections {
    private static final String USER = "insert into account (id, name, folded, admin) values (?, ?, ?, ?)"
            + " on conflict (id) do update set name = excluded.name, folded = excluded.folded, admin = excluded.admin";
    private static final String PASSWORD = "update account set password = ? where id = ?";
    private static final String ROOM = "insert into room (id, name, folded, kind, history) values (?, ?, ?, ?, ?)"
            + " on conflict (id) do update set name = excluded.name, folded = excluded.folded, kind = excluded.kind,"
            + " history = excluded.history";
    private static final String AGAIN = "update member set since = ? where room = ? and account = ?";
    private static final String MEMBER = "insert into member (room, account, since) values (?, ?, ?)";
    private static final String LEFT = "delete from member where room = ? and account = ?";
    private static final String MEMBERS = "update room set members = members + ? where id = ?";
    private static final String MESSAGE =
            "insert into message (id, room, author, at, text, mentions) values (?, ?, ?, ?, ?, ?)";
    private static final String MENTION = "insert into mention (account, room, message) values (?, ?, ?)";
    private static final String READ = "insert into personal (account, room, read, version) values (?, ?, ?, ?)"
            + " on conflict (account, room) do update set read = excluded.read, version = excluded.version";
    private static final String SESSION = "insert into session (id, account, created, seen) values (?, ?, ?, ?)"
            + " on conflict (id) do update set seen = excluded.seen";

    private final Sql sql;

    Projections(Sql sql) {
        this.sql = sql;
    }

    void apply(List<? extends Change> changes) throws SQLException {
        List<Message> messages = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof PutMessage put) {
                messages.add(put.message());
                mentions(put.message());
            } else {
                apply(change);
            }
        }
        sql.each(messages, Projections::columns, MESSAGE);
    }

    private void apply(Change change) throws SQLException {
        if (change instanceof PutUser put) {
            String folded = Names.folded(put.user().name());
            run(USER, put.user().id(), put.user().name(), folded, put.user().admin() ? 1 : 0);
        } else if (change instanceof PutPassword put) {
            run(PASSWORD, put.hash(), put.user());
        } else if (change instanceof PutRoom put) {
            String folded = Names.folded(put.room().name());
            run(
                    ROOM,
                    put.room().id(),
                    put.room().name(),
                    folded,
                    put.room().kind(),
                    put.room().history());
        } else if (change instanceof PutMember put) {
            join(put);
        } else if (change instanceof DropMember drop) {
            int gone = run(LEFT, drop.room(), drop.user());
            run(MEMBERS, -gone, drop.room());
        } else if (change instanceof PutRead put) {
            run(READ, put.user(), put.room(), put.id(), put.version());
        } else {
            session(change);
        }
    }

    private void join(PutMember put) throws SQLException {
        if (run(AGAIN, put.since(), put.room(), put.user()) == 0) {
            run(MEMBER, put.room(), put.user(), put.since());
            run(MEMBERS, 1, put.room());
        }
    }

    private void session(Change change) throws SQLException {
        if (change instanceof PutSession put) {
            Session session = put.session();
            run(SESSION, session.id(), session.user(), session.created(), session.seen());
        } else if (change instanceof TouchSession touch) {
            run("update session set seen = ? where id = ?", touch.seen(), touch.id());
        } else if (change instanceof DropSession drop) {
            run("delete from session where id = ?", drop.id());
        } else if (change instanceof DropSessionsBefore drop) {
            run("delete from session where seen < ?", drop.seen());
        } else {
            throw new IllegalArgumentException(
                    "No table for " + change.getClass().getSimpleName());
        }
    }

    private static Object[] columns(Message message) {
        String mentions = String.join(" ", message.mentions());
        return new Object[] {message.id(), message.room(), message.from(), message.at(), message.text(), mentions};
    }

    private void mentions(Message message) throws SQLException {
        for (String account : message.mentions()) {
            if (!account.equals(message.from())) {
                run(MENTION, account, message.room(), message.id());
            }
        }
    }

    private int run(String statement, @Nullable Object... parameters) throws SQLException {
        return sql.run(statement, parameters);
    }
}
