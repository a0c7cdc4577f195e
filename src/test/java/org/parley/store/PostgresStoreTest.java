package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Deadline;
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

    /** As Tomcat's own: redeployed with it, Parley found its home taken by the one before. */
    @Test
    void aDataSourceWithoutALoginTimeoutLeavesNothingBehind(@TempDir Path other) {
        DataSource source = PostgresSource.of(server.database(), "", "");
        DataSource tomcats = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().endsWith("LoginTimeout")) {
                        throw new UnsupportedOperationException("Not supported by BasicDataSource");
                    }
                    return method.invoke(source, arguments);
                });
        Set<Thread> before = poolThreads();
        new PostgresStore(tomcats, other, true).close();
        Deadline.usual().await("the pool's threads end", () -> before.containsAll(poolThreads()));

        try (Database again = new PostgresStore(tomcats, other, true)) {
            assertNotNull(again.store().head());
        }
    }

    private static Set<Thread> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-readers"))
                .collect(Collectors.toSet());
    }
}
