package org.parley.moving;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.parley.store.Place;

/**
 * A table that is moved.
 *
 * @param name its name
 * @param key the columns by which its rows are ordered, by numbers or bytes, the same way in every database; each row
 *     has others
 * @param moved a condition for the rows that are moved
 */
record Table(String name, List<String> key, String moved) {
    /** All of them; small ones first, so that what is wrong shows soon. */
    static final List<Table> ALL = List.of(
            new Table("installation", List.of("name"), "name <> '" + Place.UNFINISHED + "'"),
            of("head", "one"),
            of("account", "id"),
            of("session", "id"),
            of("room", "id"),
            of("member", "room", "account"),
            of("personal", "account", "room"),
            of("command_key", "author", "key"),
            of("mention", "account", "room", "message"),
            of("message", "id"),
            of("event", "id"));

    /** What belongs to nodes while they run, and is not moved. */
    static final Set<String> LEFT_OUT = Set.of("node", "ticket");

    private static Table of(String name, String... key) {
        return new Table(name, List.of(key), "true");
    }

    /** The columns here, sorted, so that they are the same list wherever they are the same columns. */
    List<String> columns(Connection connection) throws SQLException {
        try (PreparedStatement none = connection.prepareStatement("select * from " + name + " where false");
                ResultSet rows = none.executeQuery()) {
            ResultSetMetaData about = rows.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            Collections.sort(columns);
            return columns;
        }
    }

    /** A query for these columns of all rows that are moved, in order. */
    String rows(List<String> columns) {
        return "select " + String.join(", ", columns) + " from " + name + " where " + moved + order("");
    }

    /** The same, of what follows a key, whose parts are the parameters. */
    String rowsAfter(List<String> columns) {
        return "select " + String.join(", ", columns) + " from " + name + " where " + moved + " and ("
                + String.join(", ", key) + ") > (" + places(key.size()) + ")" + order("");
    }

    /** A query for the last row's key. */
    String lastKey() {
        return "select " + String.join(", ", key) + " from " + name + " where " + moved + order(" desc") + " limit 1";
    }

    /** A statement that adds a row; the columns are the parameters. */
    String insert(List<String> columns) {
        return "insert into " + name + " (" + String.join(", ", columns) + ") values (" + places(columns.size()) + ")";
    }

    private String order(String direction) {
        return " order by " + String.join(direction + ", ", key) + direction;
    }

    private static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
