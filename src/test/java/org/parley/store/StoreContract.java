package org.parley.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every store does alike. */
abstract class StoreContract implements LogContract, TurnsContract, ArchiveContract, HistoryContract, IdentityContract {
    private Database database;
    private Scribe scribe;

    abstract Database open();

    @BeforeEach
    void begin() {
        database = open();
        scribe = new Scribe(database.store());
    }

    @AfterEach
    void end() {
        scribe.close();
        database.close();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Scribe scribe() {
        return scribe;
    }
}
