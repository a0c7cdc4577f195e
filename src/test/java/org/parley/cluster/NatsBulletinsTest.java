package org.parley.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.log.Bulletins;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.testing.NatsServer;
import org.parley.testing.PostgresServer;

class NatsBulletinsTest extends BulletinContract {
    private static NatsServer nats;
    private static PostgresServer server;

    @TempDir
    Path home;

    private final Map<String, NatsLink> links = new LinkedHashMap<>();
    private DataSource source;
    private byte[] secret;

    @BeforeAll
    static void start() {
        nats = NatsServer.begin();
        server = PostgresServer.shared();
    }

    @AfterAll
    static void stop() {
        if (nats != null) {
            nats.close();
        }
    }

    @BeforeEach
    void begin() {
        source = PostgresSource.of(server.database(), "", "");
        try (PostgresStore store = PostgresStore.silent(source, home, true)) {
            secret = store.secret();
        }
    }

    @AfterEach
    void end() {
        links.values().forEach(NatsLink::close);
    }

    @Override
    Bulletins open(String node) {
        NatsAccess access = new NatsAccess(List.of(nats.url()), "", "", "", null, null);
        NatsLink link = NatsLink.open(access, secret, source, "test", node);
        links.put(node, link);
        return link.bulletins();
    }

    @Override
    void leave(String node) {
        links.get(node).close();
    }

    @Override
    void cut() {
        nats.kill();
        nats.start();
    }

    @Test
    void theListOfNodesIsTheDatabasesWhereverNatsIs() {
        Ear one = listen("one");
        listen("two");
        one.awaitOthers(Set.of("two"));
        nats.kill();
        try {
            leave("two");
            one.awaitOthers(Set.of());
        } finally {
            nats.start();
        }
    }
}
