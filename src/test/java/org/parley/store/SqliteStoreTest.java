package org.parley.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path home;

    @Override
    Database open() {
        return new SqliteStore(home, new SqliteStore.Options(true, 0));
    }
}
