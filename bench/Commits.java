// SPDX-License-Identifier: Apache-2.0

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;

/**
 * What the store alone commits: rows of 150 bytes into SQLite in the mode Parley uses (WAL, synchronous=FULL), one a
 * transaction and 64 a transaction. Prints one line of JSON, times in microseconds.
 *
 * <pre>java -cp 'WAR/WEB-INF/lib/*' Commits.java FOLDER</pre>
 */
public final class Commits {
    private static final String TEXT = "x".repeat(150);

    private Commits() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).resolve("commits-" + System.nanoTime() + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode=wal");
            statement.execute("pragma synchronous=full");
            statement.execute("create table event (id integer primary key, room text, text text)");
            connection.setAutoCommit(false);
            long[] single = commits(connection, 500, 1);
            long[] batches = commits(connection, 300, 64);
            System.out.printf(
                    "{\"p50\":%d,\"p99\":%d,\"batch_p50\":%d,\"rows_per_s\":%d}%n",
                    single[single.length / 2],
                    single[single.length * 99 / 100],
                    batches[batches.length / 2],
                    64L * batches.length * 1_000_000 / Arrays.stream(batches).sum());
        }
    }

    /** So many commits of so many rows each; how long each took, sorted, in microseconds. */
    private static long[] commits(Connection connection, int count, int rows) throws Exception {
        long[] times = new long[count];
        try (PreparedStatement insert = connection.prepareStatement("insert into event (room, text) values (?, ?)")) {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                for (int row = 0; row < rows; row++) {
                    insert.setString(1, "r1");
                    insert.setString(2, TEXT);
                    insert.executeUpdate();
                }
                connection.commit();
                times[i] = (System.nanoTime() - start) / 1000;
            }
        }
        Arrays.sort(times);
        return times;
    }
}
