package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Cursor;
import org.parley.log.Doorbell;
import org.parley.spine.Spine;
import org.parley.store.PostgresSource;
import org.parley.store.PostgresStore;
import org.parley.testing.PostgresServer;

class PostgresDoorbellTest extends DoorbellContract {
    private static PostgresServer server;

    @TempDir
    Path home;

    private final List<PostgresLink> links = new ArrayList<>();
    private String url;
    private DataSource source;
    private Spine spine;
    private String ann;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void begin() {
        url = server.database();
        source = PostgresSource.of(url, "", "");
        spine = Spine.over(new PostgresStore(source, home, true)).install();
        ann = spine.signUp("ann");
    }

    @AfterEach
    void end() {
        links.forEach(PostgresLink::close);
        spine.close();
    }

    @Override
    Doorbell open() {
        PostgresLink link = PostgresLink.open(source, PostgresStore.CHANNEL, "test", "node" + links.size());
        links.add(link);
        return link.doorbell();
    }

    @Override
    Cursor goOn() {
        spine.post(ann, "r1", "ding");
        return spine.journal.log().head();
    }

    @Override
    void cut() {
        server.run(
                url,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'Parley doorbell'");
    }

    @Test
    void theDatabaseRestartsUnderIt() {
        Ear ear = listen();
        server.kill();
        server.start();

        ear.awaitMissed(2);
        spine.answer(ann, new Post("r1", "finds that the connection broke"));
        ear.await(goOn());
    }

    @Test
    void aSilentStoreLeavesItToOthers() {
        Ear ear = listen();
        try (Spine silent = Spine.over(PostgresStore.silent(source, home.resolve("other"), true))) {
            silent.post(ann, "r1", "is not rung");
        }
        Cursor after = goOn();
        ear.await(after);

        assertEquals(List.of(after), ear.rings());
    }

    @Test
    void whatIsRolledBackDoesNotRing() {
        Ear ear = listen();
        Cursor before = goOn();
        ear.await(before);
        spine.answer(ann, new Post("nowhere", "refused"));

        Cursor after = goOn();
        ear.await(after);
        assertEquals(List.of(before, after), ear.rings());
    }
}
