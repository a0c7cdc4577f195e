package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.parley.log.StoreException;

/** The tables of a database, and which version of Parley they are of. */
final class Schema {
    private static final String COMMON = "classpath:org/parley/store/migration";
    private static final String POSTGRES = "classpath:org/parley/store/postgres";

    private final DataSource source;
    private final boolean postgres;

    private Schema(DataSource source, boolean postgres) {
        this.source = source;
        this.postgres = postgres;
    }

    /** How far the tables are, seen from this version of Parley. */
    enum Age {
        /** There are none. */
        MISSING,
        /** A migration is still to be done. */
        OLDER,
        /** As this version makes them. */
        SAME,
        /** Of a version to come. */
        NEWER
    }

    static Schema sqlite(DataSource source) {
        return new Schema(source, false);
    }

    static Schema postgres(DataSource source) {
        return new Schema(source, true);
    }

    /** Makes and migrates what is missing; several at once wait for each other. */
    void migrate() throws SQLException {
        if (postgres) {
            requireUnicode();
        }
        if (!isMigrated()) {
            flyway().migrate();
        }
    }

    private boolean isMigrated() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return (postgres ? Migrations.postgres() : Migrations.sqlite()).areDone(connection);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(postgres ? new String[] {COMMON, POSTGRES} : new String[] {COMMON})
                .placeholders(Map.of("id", postgres ? "bigint" : "integer"))
                .load();
    }

    /** Looks, and changes nothing. */
    Age age() {
        MigrationInfoService info = flyway().info();
        if (info.applied().length == 0) {
            return Age.MISSING;
        }
        if (Arrays.stream(info.all()).anyMatch(one -> one.getState() == MigrationState.FUTURE_SUCCESS)) {
            return Age.NEWER;
        }
        return info.pending().length == 0 ? Age.SAME : Age.OLDER;
    }

    /** Throws {@link StoreException} with a sentence about this place unless its tables are as this version's. */
    void requireSame(Place place) {
        switch (age()) {
            case MISSING -> throw new StoreException(place + " holds no installation of Parley", null);
            case OLDER ->
                throw new StoreException(
                        place + " is of an older Parley: start this version on it once, or use that one", null);
            case NEWER -> throw new StoreException(place + " is of a newer Parley: use that version", null);
            case SAME -> {}
        }
    }

    private void requireUnicode() throws SQLException {
        try (Connection connection = source.getConnection()) {
            String encoding = new Sql(connection)
                    .one(row -> row.getString(1), "show server_encoding")
                    .orElseThrow();
            if (!encoding.equals("UTF8")) {
                throw new SQLException("its encoding is " + encoding + ", and has to be UTF8");
            }
        }
    }
}
