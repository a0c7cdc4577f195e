package org.parley.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Archive;
import org.parley.identity.Session;
import org.parley.identity.Sessions;
import org.parley.identity.Tickets;
import org.parley.log.Event;
import org.parley.log.Head;

/** What every SQL database answers alike, read over a pool of connections. Thread-safe; blocks. */
final class Readings {
    /** Sessions that are looked for in one statement. */
    private static final int PORTION = 500;

    private final JdbcReader reader;
    private final Archive archive;

    Readings(DataSource pool) {
        this.reader = new JdbcReader(pool);
        this.archive = new JdbcArchive(reader);
    }

    Archive archive() {
        return archive;
    }

    /** Tickets in a table that the database must have. */
    Tickets tickets(Executor readers) {
        return new PostgresTickets(reader, readers);
    }

    Head head() {
        return reader.read("The log's head could not be read", JdbcLog::head);
    }

    long first() {
        return reader.snapshot("The log's start could not be read", JdbcLog::first);
    }

    List<Event> after(long id, int limit) {
        return reader.read("The log could not be read", sql -> JdbcLog.after(sql, id, limit));
    }

    /** The hash of a user's password; empty when there is no such user, or he has none. */
    Optional<String> password(@Nullable String user) {
        if (user == null) {
            return Optional.empty();
        }
        return reader.read(
                "A password could not be read",
                sql -> sql.one(
                        row -> row.getString(1),
                        "select password from account where id = ? and password is not null",
                        user));
    }

    Sessions sessions() {
        return new Sessions() {
            @Override
            public Optional<Session> find(String hash) {
                return reader.read(
                        "A session could not be read",
                        sql -> sql.one(
                                row -> new Session(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                                "select id, account, created, seen from session where id = ?",
                                hash));
            }

            @Override
            public Set<String> among(Collection<String> ids) {
                return reader.read("Sessions could not be read", sql -> {
                    Set<String> found = new HashSet<>();
                    for (List<String> some : portions(ids)) {
                        String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
                        found.addAll(sql.all(
                                row -> row.getString(1),
                                "select id from session where id in (" + marks + ")",
                                some.toArray()));
                    }
                    return found;
                });
            }
        };
    }

    private static List<List<String>> portions(Collection<String> all) {
        List<String> list = List.copyOf(all);
        return IntStream.iterate(0, from -> from < list.size(), from -> from + PORTION)
                .mapToObj(from -> list.subList(from, Math.min(list.size(), from + PORTION)))
                .toList();
    }
}
