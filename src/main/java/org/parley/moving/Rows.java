package org.parley.moving;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.store.Sql;

/** Rows of a table in order, one after the other: however many there are, only some are in memory. */
final class Rows {
    /** How many rows come from a server at once. */
    private static final int FETCHED = 256;

    private Rows() {}

    /** Takes rows in. */
    interface Into {
        /** One row: each value a {@link Long}, a {@link String} or null. */
        void row(@Nullable Object[] values) throws SQLException;
    }

    /** All rows of a table, by their keys. */
    static void all(Connection from, Table table, List<String> columns, Into into) throws SQLException {
        read(from, table.rows(columns), List.of(), into);
    }

    /** The rows after this key; from the first on if the key is empty. */
    static void after(Connection from, Table table, List<String> columns, List<Object> key, Into into)
            throws SQLException {
        read(from, key.isEmpty() ? table.rows(columns) : table.rowsAfter(columns), key, into);
    }

    /** The key of the last row; empty if there is no row. */
    static List<Object> lastKey(Connection from, Table table) throws SQLException {
        List<Object> key = new ArrayList<>();
        read(from, table.lastKey(), List.of(), values -> key.addAll(List.of(values)));
        return key;
    }

    private static void read(Connection from, String query, List<Object> parameters, Into into) throws SQLException {
        try (PreparedStatement statement = from.prepareStatement(query)) {
            statement.setFetchSize(FETCHED);
            Sql.bind(statement, parameters.toArray());
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    into.row(values(rows, width));
                }
            }
        }
    }

    private static @Nullable Object[] values(ResultSet row, int width) throws SQLException {
        @Nullable Object[] values = new Object[width];
        for (int i = 0; i < width; i++) {
            values[i] = plain(row.getObject(i + 1));
        }
        return values;
    }

    /** The same value for the same content, whatever the database calls its type. */
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Number number && !(value instanceof Double || value instanceof Float)) {
            return number.longValue();
        }
        if (value == null || value instanceof String) {
            return value;
        }
        throw new SQLException("values of " + value.getClass().getName() + " can't be moved");
    }
}
