package org.parley.moving;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.parley.store.Sql;

/** Adds rows to a table, many in a transaction; what was committed need not be added again. */
final class Inserts implements Rows.Into, AutoCloseable {
    /** So many rows, or characters, go to the database at once. */
    private static final int MOST_ROWS = 256;

    private static final int MOST_CHARACTERS = 1 << 20;

    /** So many times before a commit, which waits for the disk. */
    private static final int TIMES = 16;

    private final Connection connection;
    private final PreparedStatement insert;
    private final LongConsumer committed;
    private int rows;
    private int characters;
    private int times;
    private long all;

    /** {@code committed} is told how many rows were added, after each commit. */
    Inserts(Connection connection, Table table, List<String> columns, LongConsumer committed) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(table.insert(columns));
        this.committed = committed;
    }

    @Override
    public void row(@Nullable Object[] values) throws SQLException {
        Sql.bind(insert, values);
        insert.addBatch();
        rows++;
        for (Object value : values) {
            characters += value instanceof String text ? text.length() : 8;
        }
        if (rows == MOST_ROWS || characters >= MOST_CHARACTERS) {
            send();
            if (++times == TIMES) {
                commit();
            }
        }
    }

    private void send() throws SQLException {
        insert.executeBatch();
        all += rows;
        rows = 0;
        characters = 0;
    }

    private void commit() throws SQLException {
        connection.commit();
        times = 0;
        committed.accept(all);
    }

    /** Adds and commits what is left. */
    void end() throws SQLException {
        if (rows > 0) {
            send();
        }
        commit();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
