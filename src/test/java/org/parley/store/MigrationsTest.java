package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** What Flyway did is recognised, and nothing that differs from it. */
class MigrationsTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources", "org", "parley", "store");

    @TempDir
    Path folder;

    private final SQLiteDataSource source = new SQLiteDataSource();

    @BeforeEach
    void migrate() throws SQLException {
        source.setUrl("jdbc:sqlite:" + folder.resolve("new.db"));
        Schema.sqlite(source).migrate();
    }

    @Test
    void allOfTheFoldersAreListed() throws IOException {
        assertEquals(listed("migration"), Migrations.COMMON);
        assertEquals(listed("postgres"), Migrations.POSTGRES);
    }

    private static List<String> listed(String name) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(name))) {
            return files.map(file -> name + "/" + file.getFileName())
                    .filter(file -> file.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aDatabaseThatFlywayMigratedIsDone() throws SQLException {
        assertTrue(areDone());
    }

    @Test
    void aNewDatabaseIsNot() throws SQLException {
        source.setUrl("jdbc:sqlite:" + folder.resolve("other.db"));

        assertFalse(areDone());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update flyway_schema_history set checksum = checksum + 1 where version = '1'",
                "update flyway_schema_history set success = 0 where version = '2'",
                "delete from flyway_schema_history where version = '2'",
                "insert into flyway_schema_history select 3, '3', 'later', type, 'V3__later.sql', checksum, installed_by,"
                        + " installed_on, execution_time, success from flyway_schema_history where version = '2'"
            })
    void oneWhoseHistoryDiffersIsNot(String change) throws SQLException {
        run(change);

        assertFalse(areDone());
    }

    @Test
    void oneWhoseTextsDifferIsRefusedByFlyway() throws SQLException {
        run("update flyway_schema_history set checksum = checksum + 1 where version = '1'");

        assertThrows(FlywayException.class, () -> Schema.sqlite(source).migrate());
    }

    private boolean areDone() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Migrations.sqlite().areDone(connection);
        }
    }

    private void run(String change) throws SQLException {
        try (Connection connection = source.getConnection()) {
            assertEquals(1, new Sql(connection).run(change));
        }
    }
}
