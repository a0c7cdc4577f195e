package org.parley.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.parley.log.Head;
import org.parley.log.Store;

/** Where databases differ for the {@link JdbcWriter}, whose thread alone calls it. */
interface Dialect {
    /** Begins a transaction, if the next statement does not begin one by itself. */
    void begin() throws SQLException;

    /** Ends it, durably. */
    void commit() throws SQLException;

    /** Ends it without effect. */
    void rollback() throws SQLException;

    /** Which of these keys are known. */
    Map<Store.CommandKey, Store.Known> known(List<Store.CommandKey> keys) throws SQLException;

    /** Writes the head; {@code news} says whether events were written before it, so that others have to be told. */
    void move(Head head, boolean news) throws SQLException;

    /** Gives the connection back, with nothing left open on it. */
    void close() throws SQLException;
}
