package org.parley.moving;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.parley.log.Head;
import org.parley.store.Epoch;
import org.parley.store.Place;
import org.parley.store.Sql;

/**
 * Which state of which installation is copied. It stands in the place that is copied to until the copy is finished.
 *
 * @param installation its id
 * @param state where its log was
 */
record Stamp(String installation, String state) {

    /** The stamp of what is in a database; empty if there is no installation in it, or only a part of one. */
    static Optional<Stamp> of(Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        Optional<String> id = value(sql, "id");
        if (id.isEmpty() || value(sql, Place.UNFINISHED).isPresent()) {
            return Optional.empty();
        }
        Head head = Epoch.head(connection);
        return Optional.of(new Stamp(id.get(), head.cursor() + "-" + head.version()));
    }

    /** The stamp of a copy that is not finished. */
    static Optional<Stamp> unfinished(Connection connection) throws SQLException {
        return value(new Sql(connection), Place.UNFINISHED)
                .map(text -> text.split(" ", 2))
                .map(parts -> new Stamp(parts[0], parts[1]));
    }

    /** Puts it in place of another one; the caller commits. */
    void write(Connection connection) throws SQLException {
        remove(connection);
        new Sql(connection)
                .run(
                        "insert into installation (name, value) values (?, ?)",
                        Place.UNFINISHED,
                        installation + " " + state);
    }

    /** The copy is finished; the caller commits. */
    static void remove(Connection connection) throws SQLException {
        new Sql(connection).run("delete from installation where name = ?", Place.UNFINISHED);
    }

    /** One that fits no state, so that a copy begins anew. */
    Stamp spoiled() {
        return new Stamp(installation, "spoiled");
    }

    private static Optional<String> value(Sql sql, String name) throws SQLException {
        return sql.one(row -> row.getString(1), "select value from installation where name = ?", name);
    }
}
