package org.parley.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The migrations of this version, by which a start can tell with one query that nothing is to be done: to have Flyway
 * find that out took a quarter of the start.
 */
final class Migrations {
    static final List<String> COMMON = List.of("migration/V1__log_and_chat.sql", "migration/V2__counts.sql");
    static final List<String> POSTGRES =
            List.of("postgres/V3__order_of_bytes.sql", "postgres/V4__nodes_and_tickets.sql");

    private static final String HISTORY =
            "select script, checksum, success from flyway_schema_history order by installed_rank";

    private final List<String> files;

    private Migrations(List<String> files) {
        this.files = files;
    }

    static Migrations sqlite() {
        return new Migrations(COMMON);
    }

    static Migrations postgres() {
        List<String> files = new ArrayList<>(COMMON);
        files.addAll(POSTGRES);
        return new Migrations(files);
    }

    private record Done(String script, int checksum, boolean success) {}

    /**
     * Whether this database has had these migrations with these very texts, and no others. If not, or if that can't be
     * told, it is Flyway's to say what that means.
     */
    boolean areDone(Connection connection) {
        try {
            return new Sql(connection)
                    .all(row -> new Done(row.getString(1), row.getInt(2), row.getBoolean(3)), HISTORY)
                    .equals(files.stream().map(Migrations::done).toList());
        } catch (SQLException e) {
            return false; // most often there is no such table: the database is new
        }
    }

    private static Done done(String file) {
        return new Done(file.substring(file.indexOf('/') + 1), checksum(file), true);
    }

    /** As Flyway counts it: over the lines without their ends. */
    private static int checksum(String file) {
        CRC32 crc = new CRC32();
        try (InputStream bytes = Migrations.class.getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }
}
