package org.parley.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.log.StoreException;

/** Plain statements over a connection. */
public final class Sql {
    private final Connection connection;

    /** What was prepared, by its text, where that is kept for the next time; else null. */
    private final @Nullable Map<String, PreparedStatement> kept;

    /** Over a connection, which stays the caller's. */
    public Sql(Connection connection) {
        this(connection, null);
    }

    private Sql(Connection connection, @Nullable Map<String, PreparedStatement> kept) {
        this.connection = connection;
        this.kept = kept;
    }

    /**
     * Over a connection that says the same again and again: each statement is prepared once, and stays until
     * {@link #forget}. For texts of which there are few, and not to be used again after one has failed.
     */
    static Sql keeping(Connection connection) {
        return new Sql(connection, new HashMap<>());
    }

    /** Closes what is kept. */
    void forget() throws SQLException {
        if (kept != null) {
            for (PreparedStatement statement : kept.values()) {
                statement.close();
            }
            kept.clear();
        }
    }

    /** Makes a value of the present row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows. */
    public <T> List<T> all(Row<T> row, String sql, @Nullable Object... parameters) throws SQLException {
        return first(row, any -> true, sql, parameters);
    }

    /** The first rows, as long as they are wanted. */
    <T> List<T> first(Row<T> row, Predicate<T> wanted, String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statement(sql);
        try {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    T next = row.read(result);
                    if (!wanted.test(next)) {
                        break;
                    }
                    rows.add(next);
                }
                return rows;
            }
        } finally {
            release(statement);
        }
    }

    /** The only row, if there is one. */
    public <T> Optional<T> one(Row<T> row, String sql, @Nullable Object... parameters) throws SQLException {
        return all(row, sql, parameters).stream().findFirst();
    }

    /** Changes rows; answers how many. */
    public int run(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statement(sql);
        try {
            bind(statement, parameters);
            return statement.executeUpdate();
        } finally {
            release(statement);
        }
    }

    /** Does the same with each of these, in one batch. */
    <T> void each(List<T> values, Function<T, @Nullable Object[]> parameters, String sql) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        PreparedStatement statement = statement(sql);
        try {
            for (T value : values) {
                bind(statement, parameters.apply(value));
                statement.addBatch();
            }
            statement.executeBatch();
        } finally {
            release(statement);
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = kept == null ? null : kept.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement made = connection.prepareStatement(sql);
        if (kept != null) {
            kept.put(sql, made);
        }
        return made;
    }

    private void release(PreparedStatement statement) throws SQLException {
        if (kept == null) {
            statement.close();
        }
    }

    /** Sets the parameters of a statement, in order. */
    public static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Something that may fail in the database. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Does it, and says what could not be done. */
    static <T> T attempt(String what, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StoreException(what, e);
        }
    }
}
