package org.parley.store;

import org.parley.log.Store;

/** A fresh store for each test. */
interface WithStore {
    Database database();

    /** Writes to it. */
    Scribe scribe();

    default Store store() {
        return database().store();
    }
}
