package org.parley.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.parley.log.StoreException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to PostgreSQL by a URL. */
public final class PostgresSource {
    /** What such a URL begins with. */
    public static final String SCHEME = "jdbc:postgresql:";

    /** In seconds; the URL may say otherwise. An answer may take as long as the lock of the head, and a little more. */
    private static final Map<PGProperty, String> DEADLINES = Map.of(
            PGProperty.CONNECT_TIMEOUT, "4",
            PGProperty.SOCKET_TIMEOUT, "10",
            PGProperty.CANCEL_SIGNAL_TIMEOUT, "2",
            PGProperty.TCP_KEEP_ALIVE, "true",
            PGProperty.REWRITE_BATCHED_INSERTS, "true",
            PGProperty.APPLICATION_NAME, "Parley");

    private PostgresSource() {}

    /**
     * New connections to the database at {@code jdbc:postgresql://host:port/name}, with deadlines where the URL sets
     * none. User and password may be empty, and then are what the URL or the driver says. Throws
     * {@link StoreException}.
     */
    public static DataSource of(String url, String user, String password) {
        Properties given = org.postgresql.Driver.parseURL(url, null);
        if (given == null) {
            throw new StoreException(
                    "store.url is not a URL of PostgreSQL, which is written like jdbc:postgresql://db.example/parley",
                    null);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (!user.isEmpty()) {
            source.setUser(user);
        }
        if (!password.isEmpty()) {
            source.setPassword(password);
        }
        return Sql.attempt("The database's connections could not be set up", () -> withDeadlines(source, given));
    }

    private static DataSource withDeadlines(PGSimpleDataSource source, Properties given) throws SQLException {
        for (Map.Entry<PGProperty, String> deadline : DEADLINES.entrySet()) {
            if (!given.containsKey(deadline.getKey().getName())) {
                source.setProperty(deadline.getKey(), deadline.getValue());
            }
        }
        return source;
    }
}
