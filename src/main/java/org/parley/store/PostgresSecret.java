package org.parley.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;

/** What nodes on one database know, and nobody else. */
final class PostgresSecret {
    private static final String NAME = "secret";

    /** Which database it is: a copy of it is another one, on another server or on the same. */
    private static final String IDENTITY = "select system_identifier || ' ' || d.oid"
            + " from pg_control_system(), pg_database d where d.datname = current_database()";

    private PostgresSecret() {}

    /** The present database's: 32 bytes. Made now, if there is none. */
    static byte[] of(Sql sql) throws SQLException {
        sql.run("insert into installation (name, value) values (?, ?) on conflict do nothing", NAME, RandomName.of(40));
        String random = text(sql, "select value from installation where name = '" + NAME + "'");
        try {
            return MessageDigest.getInstance("SHA-256").digest((random + ' ' + text(sql, IDENTITY)).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(Sql sql, String query) throws SQLException {
        return sql.one(row -> row.getString(1), query).orElseThrow();
    }
}
