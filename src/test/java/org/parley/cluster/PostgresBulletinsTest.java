package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.log.Bulletins;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.testing.Deadline;
import org.parley.testing.PostgresServer;

class PostgresBulletinsTest extends BulletinContract {
    private static PostgresServer server;

    @TempDir
    Path home;

    private final Map<String, PostgresLink> links = new LinkedHashMap<>();
    private String url;
    private DataSource source;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void begin() {
        url = server.database();
        source = PostgresSource.of(url, "", "");
        new PostgresStore(source, home, true).close(); // makes the tables
    }

    @AfterEach
    void end() {
        links.values().forEach(PostgresLink::close);
    }

    @Override
    Bulletins open(String node) {
        return open("test", node).bulletins();
    }

    private PostgresLink open(String installation, String node) {
        PostgresLink link = PostgresLink.open(source, PostgresStore.CHANNEL, installation, node);
        links.put(node, link);
        return link;
    }

    @Override
    void leave(String node) {
        links.get(node).close();
    }

    @Override
    void cut() {
        server.run(
                url,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'Parley doorbell'");
    }

    @Test
    void aNodeThatDiedIsNotThereForLong() {
        Ear one = listen("one");
        server.run(url, "insert into node (name, since, seen) values ('two', now(), now())");
        one.awaitOthers(Set.of("two"));
        one.awaitOthers(Set.of());
    }

    @Test
    void whatADeadNodeLeftIsRemoved() {
        server.run(
                url,
                "insert into node (name, since, seen) values ('dead', now() - interval '1 h', now() - interval '1 h')");
        Ear one = listen("one");
        one.awaitOthers(Set.of());
        server.run(url, "insert into node (name, since, seen) values ('dead', now(), now())"); // else a duplicate
    }

    @Test
    void theDatabaseRestartsUnderItAndNobodyIsTakenForDead() {
        Ear one = listen("one");
        server.run(url, "insert into node (name, since, seen) values ('two', now(), now())");
        one.awaitOthers(Set.of("two"));
        server.kill();
        int before = one.others().size();
        server.start();
        server.run(url, "delete from node where name = 'two'"); // as if it came back later

        Deadline.usual().await("that it looks who is there", () -> one.others().size() > before);
        assertEquals(Set.of("two"), one.others().get(before));
    }

    @Test
    void anotherInstallationInTheSameDatabaseIsNotHeard() {
        Ear theirs = new Ear(open("other", "three").bulletins());
        theirs.bulletins.listen(theirs);
        theirs.awaitMissed(1);
        Ear one = listen("one");
        Ear two = listen("two");
        open("other", "four").bulletins().post("ended", "u1 foreign");
        theirs.await(List.of("four ended u1 foreign"));
        one.bulletins.post("number", "1");

        two.await(List.of("one number 1"));
        assertEquals(List.of("one number 1"), two.heard());
    }
}
