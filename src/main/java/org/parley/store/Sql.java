package org.parley.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.log.StoreException;

/** Plain statements over a connection. */
public final class Sql {
    private final Connection connection;

    /** Over a connection, which stays the caller's. */
    public Sql(Connection connection) {
        this.connection = connection;
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
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
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
    }

    /** The only row, if there is one. */
    public <T> Optional<T> one(Row<T> row, String sql, @Nullable Object... parameters) throws SQLException {
        return all(row, sql, parameters).stream().findFirst();
    }

    /** Changes rows; answers how many. */
    public int run(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, parameters);
        return statement;
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
