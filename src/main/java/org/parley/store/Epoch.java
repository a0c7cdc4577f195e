package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.parley.log.Head;

/** The head of a log that no node writes, for who moves it. */
public final class Epoch {
    private Epoch() {}

    /** Where the log is. */
    public static Head head(Connection connection) throws SQLException {
        return JdbcLog.head(new Sql(connection));
    }

    /**
     * Begins another history of the log, if it still is where it was: whoever goes on with it elsewhere and whoever
     * goes on with it here are then told apart by their cursors. Answers whether it was.
     */
    public static boolean begin(Connection connection, Head at) throws SQLException {
        return new Sql(connection)
                        .run(
                                "update head set epoch = ? where one = 1 and epoch = ? and id = ? and version = ?",
                                RandomName.of(10),
                                at.epoch(),
                                at.id(),
                                at.version())
                > 0;
    }
}
