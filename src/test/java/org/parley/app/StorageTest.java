package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.log.StoreException;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.store.SqliteStore;
import org.parley.testing.PostgresServer;

/** Which database the settings and the container lead to. */
class StorageTest {
    private static final Map<String, Object> NAMES = new LinkedHashMap<>();

    @TempDir
    Path home;

    @AfterEach
    void noContainer() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        NAMES.clear();
    }

    @Test
    void withoutAnySettingItIsSqliteInTheHome() {
        assertSqlite(Map.of());
        container();
        assertSqlite(Map.of());
    }

    @Test
    void aUrlLeadsToPostgres() {
        String url = PostgresServer.shared().database();
        assertPostgres(Map.of("store.url", url.replaceFirst("\\?.*", ""), "store.user", "parley"));
    }

    @Test
    void theContainersDataSourceIsTakenWhereThereIsOne() {
        container();
        NAMES.put(Storage.JNDI, source());
        assertPostgres(Map.of());
    }

    @Test
    void aDataSourceOfAnotherNameIsTakenWhereItIsAskedFor() {
        container();
        NAMES.put("java:global/db", source());
        assertPostgres(Map.of("store.url", "java:global/db"));
        NAMES.put("jdbc/db", source());
        assertPostgres(Map.of("store.url", "jdbc/db"));
        assertEquals(
                "The DataSource java:global/other could not be had:"
                        + " javax.naming.NameNotFoundException: java:global/other",
                assertThrows(StartException.class, () -> open(Map.of("store.url", "java:global/other")))
                        .getMessage());
    }

    @Test
    void aDataSourceThatIsThereButBrokenDoesNotMeanSqlite() {
        container();
        NAMES.put("java:comp/env", "a folder of names");
        NAMES.put(Storage.JNDI, new NamingException("its driver is missing"));
        assertThrows(StartException.class, () -> open(Map.of()));
        NAMES.put(Storage.JNDI, "a text");
        assertThrows(StartException.class, () -> open(Map.of()));
    }

    /** Open Liberty has names only if its administrator asks for the feature, and says so in a way of its own. */
    @Test
    void aContainerWithoutAnyNamesMeansSqlite() {
        container();
        NAMES.put("java:comp/env", new NamingException("no names are configured"));
        NAMES.put(Storage.JNDI, new NamingException("no names are configured"));
        assertSqlite(Map.of());
        assertThrows(StartException.class, () -> open(Map.of("store.url", Storage.JNDI)));
    }

    @Test
    void aDatabaseThatIsAwayIsSaidSoWithoutThePassword() {
        Map<String, String> settings = Map.of(
                "store.url", "jdbc:postgresql://127.0.0.1:1/parley", "store.user", "u", "store.password", "secret17");
        StoreException away = assertThrows(StoreException.class, () -> open(settings));

        StringBuilder said = new StringBuilder();
        for (Throwable cause = away; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append('\n');
        }
        assertTrue(said.toString().contains("Connection to 127.0.0.1:1 refused"), said.toString());
        assertFalse(said.toString().contains("secret17"), said.toString());
    }

    private static DataSource source() {
        return PostgresSource.of(PostgresServer.shared().database(), "", "");
    }

    private static void container() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    private void assertSqlite(Map<String, String> settings) {
        Storage storage = open(settings);
        assertInstanceOf(SqliteStore.class, storage.database());
        assertFalse(storage.shared());
        storage.close();
    }

    private void assertPostgres(Map<String, String> settings) {
        Storage storage = open(settings);
        assertInstanceOf(PostgresStore.class, storage.database());
        assertEquals(0, storage.database().store().head().id());
        assertTrue(storage.shared());
        storage.close();
    }

    private Storage open(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("home", home.toString());
        return Storage.open(Settings.load(List.of(new Source(all, name -> name))));
    }

    /** What a container offers under {@code java:}. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    Object found = NAMES.get(name);
                    if (found == null) {
                        throw new NameNotFoundException(name);
                    }
                    if (found instanceof NamingException broken) {
                        throw broken;
                    }
                    return found;
                }
            };
        }
    }
}
