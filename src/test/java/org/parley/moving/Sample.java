package org.parley.moving;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.parley.store.Place;
import org.parley.store.Sql;

/** Fills a place with an installation that has something in each table. */
final class Sample {
    /** More than fit into one commit. */
    static final int EVENTS = 9_000;

    /** Their order differs by bytes, by UTF-16 and by what a language says. */
    static final List<String> NAMES = List.of("Z", "a", "é", "研发", "～", "😀", "it's \"\\ ; --", "\t\n", "a b");

    private Sample() {}

    /** An installation of this name, whose log is at {@link #EVENTS}. */
    static void fill(Place place, String installation) throws SQLException {
        place.make();
        try (Connection connection = place.writing()) {
            Sql sql = new Sql(connection);
            sql.run("insert into installation (name, value) values ('id', ?)", installation);
            sql.run("insert into head (one, epoch, id, at, version) values (1, 'e1', ?, 7, 3)", EVENTS);
            people(sql);
            for (long id = 1; id <= EVENTS; id++) {
                sql.run(
                        "insert into event (id, epoch, at, type, v, room, subject, actor, key, body)"
                                + " values (?, 'e1', ?, 'message', 1, 'r1', null, 'u1', null, ?)",
                        id,
                        1_700_000_000_000L + id,
                        id % 1000 == 0 ? "😀".repeat(32_768) : "{\"text\":\"" + id + "\"}");
            }
            connection.commit();
        }
    }

    private static void people(Sql sql) throws SQLException {
        for (String name : NAMES) {
            sql.run(
                    "insert into account (id, name, folded, admin, password) values (?, ?, ?, 0, null)",
                    name,
                    name,
                    name);
            sql.run(
                    "insert into room (id, name, folded, kind, history, members) values (?, ?, ?, 'public', 'all', 1)",
                    name,
                    name,
                    name);
            sql.run("insert into session (id, account, created, seen) values (?, ?, 1, 2)", name, name);
            for (String other : NAMES) {
                sql.run("insert into member (room, account, since) values (?, ?, 5)", name, other);
                sql.run("insert into personal (account, room, read, version) values (?, ?, 4, 9)", name, other);
                sql.run("insert into command_key (author, key, hash, ack, at) values (?, ?, 'h', 'a', 8)", name, other);
                sql.run("insert into mention (account, room, message) values (?, ?, 1)", name, other);
            }
        }
        sql.run(
                "insert into message (id, room, author, at, text, mentions) values (1, 'r1', 'u1', 6, ?, '')",
                String.join("", NAMES));
    }
}
