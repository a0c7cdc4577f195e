package org.parley.store;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.PostgresServer;

class PostgresStoreTest extends StoreContract {
    private static PostgresServer server;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @Override
    Database open() {
        return new PostgresStore(PostgresSource.of(server.database(), "", ""), home, true);
    }
}
