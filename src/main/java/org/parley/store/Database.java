package org.parley.store;

import org.parley.chat.Archive;
import org.parley.identity.Accounts;
import org.parley.identity.Sessions;
import org.parley.log.Store;

/** One installation's data, whatever keeps it. */
public interface Database extends AutoCloseable {
    /** The log. */
    Store store();

    /** The projections of chat. */
    Archive archive();

    /** Passwords. */
    Accounts accounts();

    /** Sessions. */
    Sessions sessions();

    /** A random name that tells this installation from others on the same host: 8 characters of {@code a-z0-9}. */
    String installation();

    @Override
    void close();
}
