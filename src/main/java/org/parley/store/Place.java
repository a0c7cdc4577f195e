package org.parley.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.parley.log.Cursor;

/**
 * A database that holds an installation, or is to hold one, for who moves it: no node is started on it. Its name, its
 * {@code toString}, is for messages, without secrets. For one thread.
 */
public interface Place extends AutoCloseable {
    /**
     * The row of the table {@code installation} that stands in a database as long as a copy into it is not finished; no
     * Parley starts on such a database.
     */
    String UNFINISHED = "copying";

    /** Makes the tables, or what of them is missing. Throws {@link org.parley.log.StoreException} with a sentence. */
    void make();

    /**
     * Throws {@link org.parley.log.StoreException} with a sentence unless there are tables here as this version of
     * Parley makes them.
     */
    void requireTables();

    /** What uses it now, as far as can be seen from here; in words. */
    Optional<String> usedBy();

    /** A connection that shows one state of the data, that of its first statement, and is for reading only. */
    Connection reading() throws SQLException;

    /** A connection for changes, with auto-commit off; what it commits is on the disk once it is closed. */
    Connection writing() throws SQLException;

    /** The first start on it is to find the log here, and to go on with it in the same epoch. */
    void willBeAt(Cursor head);

    @Override
    void close();
}
