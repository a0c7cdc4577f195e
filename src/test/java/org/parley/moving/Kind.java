package org.parley.moving;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.store.Database;
import org.parley.store.Place;
import org.parley.store.PostgresPlace;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.store.SqlitePlace;
import org.parley.store.SqliteStore;
import org.parley.testing.PostgresServer;

/** Places of each kind, for tests that move something from one to another. */
enum Kind {
    SQLITE {
        @Override
        Where fresh(Path folder) {
            Path home = folder.resolve("home" + COUNT.incrementAndGet());
            return new Where() {
                @Override
                public Place open() {
                    return SqlitePlace.home(home);
                }

                @Override
                public Database start() {
                    return new SqliteStore(home, new SqliteStore.Options(true, 0));
                }

                @Override
                public String toString() {
                    return home.toString();
                }
            };
        }
    },

    POSTGRES {
        @Override
        Where fresh(Path folder) {
            String url = PostgresServer.shared().database();
            Path home = folder.resolve("node" + COUNT.incrementAndGet());
            return new Where() {
                @Override
                public Place open() {
                    return PostgresPlace.at(url, "", "");
                }

                @Override
                public Database start() {
                    return new PostgresStore(PostgresSource.of(url, "", ""), home, true);
                }

                @Override
                public String toString() {
                    return url;
                }
            };
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A place that may be opened again and again; its {@code toString} is its address. */
    interface Where {
        Place open();

        /** Starts a Parley's store on it. */
        Database start();
    }

    /** An empty one. */
    abstract Where fresh(Path folder);
}
