package org.parley.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parley.testing.Background;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;

/** Two nodes, each a process of its own, on one PostgreSQL; and more, if asked for. */
public final class TwoNodes implements AutoCloseable {
    private final Path homes;
    private final List<String> options;
    private final PostgresServer database;
    private final String url;
    private final List<ParleyProcess> nodes = new ArrayList<>();

    private TwoNodes(PostgresServer database, String url, Path homes, String... options) {
        this.database = database;
        this.url = url;
        this.homes = homes;
        this.options = new ArrayList<>(List.of(options));
        this.options.addAll(List.of("--store-url", url));
    }

    /** Starts both with these options, in homes of their own; returns when they answer. */
    public static TwoNodes start(Path homes, String... options) {
        PostgresServer database = PostgresServer.begin();
        return start(database, database.database(), homes, options);
    }

    /** The same on this server, which is closed with them, and which they know by this URL. */
    static TwoNodes start(PostgresServer database, String url, Path homes, String... options) {
        TwoNodes started = new TwoNodes(database, url, homes, options);
        try {
            started.begin();
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void begin() {
        CompletableFuture<ParleyProcess> first = Background.supply(() -> another("one"));
        ParleyProcess second = another("two"); // together: whoever comes first makes the tables
        nodes.add(first.join());
        nodes.add(second);
        try (Person ann = Person.signUp(one().address(), "ann");
                Person there = ann.at(two().address())) {
            ann.state();
            there.state();
        }
    }

    public ParleyProcess one() {
        return nodes.get(0);
    }

    public ParleyProcess two() {
        return nodes.get(1);
    }

    /** Starts one more node, which the caller closes. */
    public ParleyProcess another(String name) {
        return ParleyProcess.start(homes.resolve(name), options.toArray(String[]::new));
    }

    /** The server that has the database. */
    public PostgresServer database() {
        return database;
    }

    /** The database's. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        nodes.forEach(ParleyProcess::close);
        database.close();
    }
}
