package org.parley.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteJDBCLoader;

/** The native half of SQLite's driver. */
final class SqliteLibrary {
    private SqliteLibrary() {}

    /** Loads it, unpacked below the home: the system's folder for temporary files may allow no code. */
    static void load(Path home) throws SQLException {
        System.setProperty("org.sqlite.tmpdir", Homes.folder(home, "native").toString());
        load();
    }

    /**
     * The driver asks a program which system this is. The JDK's thread that waits for programs stays for a minute, and
     * with it whatever class loader it inherits: not ours, which an undeploy is to set free.
     */
    private static void load() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new SQLException("The database's library could not be loaded", e);
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
