package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chat.ChatRequest.Post;
import org.parley.log.Answer;
import org.parley.log.Answer.Ack;
import org.parley.log.Cursor;
import org.parley.log.Event;
import org.parley.log.Line;
import org.parley.log.Store;
import org.parley.log.StoreException;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;
import org.parley.testing.PostgresServer;

/** Several nodes on one PostgreSQL. */
class PostgresNodesTest {
    private static final String GENERAL = "r1";
    private static final String NEXT_VERSION = """
            do $$ declare name text; begin
              for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'
              loop
                execute format('alter table %I add column added text not null default 0', name);
              end loop;
            end $$;
            insert into flyway_schema_history
              (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
              values (1000, '1000', 'of the next version', 'SQL', 'V1000__next.sql', 1, 'parley', 1, true)
            """;
    private static PostgresServer server;

    @TempDir
    Path homes;

    private final List<Spine> nodes = new ArrayList<>();
    private String url;
    private Spine one;
    private Spine two;
    private String ann;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void begin() {
        url = server.database();
        one = node().install();
        two = node();
        ann = one.signUp("ann");
    }

    @AfterEach
    void end() {
        nodes.forEach(Spine::close);
    }

    @Test
    void whatThreeNodesWriteAtOnceStandsInOneOrderWithoutHolesAndEachKeyOnce() {
        Spine three = node();
        List<CompletionStage<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            Post post = new Post(GENERAL, "message " + i);
            answers.add(nodes.get(i % 3).submit(ann, "k" + i, post, new Line()));
            answers.add(nodes.get((i + 1) % 3).submit(ann, "k" + i, post, new Line()));
        }
        for (int i = 0; i < answers.size(); i += 2) {
            assertEquals(Spine.acked(answers.get(i)), Spine.acked(answers.get(i + 1)), "key k" + i / 2);
        }

        List<Event> events = one.events();
        long head = one.database.store().head().id();
        assertEquals(LongStream.rangeClosed(1, head).boxed().toList(), ids(events));
        assertEquals(
                900,
                events.stream().filter(event -> event.type().equals("message")).count());
        for (int i = 1; i < events.size(); i++) {
            assertTrue(events.get(i - 1).at() <= events.get(i).at(), "time runs backwards at " + events.get(i));
        }
        nodes.forEach(node -> Spine.await(node.journal.log().refresh()));
        assertEquals(window(one, head), window(two, head));
        assertEquals(window(one, head), window(three, head));
    }

    @Test
    void aNodeThatStopsInItsTransactionHoldsTheOthersForAMomentOnly() {
        try (Store.Writer stopped = two.database.store().writer()) {
            stopped.lock();

            assertInstanceOf(Ack.class, one.answer(ann, new Post(GENERAL, "after it was cut off")));
            assertFalse(holdsLock(stopped));
        }
    }

    @Test
    void readingDoesNotWaitForWhoeverWrites() {
        long id = one.post(ann, GENERAL, "hello");
        try (Store.Writer busy = one.database.store().writer()) {
            busy.lock();
            two.journal.look();

            Deadline.usual().await("the message", () -> two.journal.log().head().id() >= id);
            assertTrue(holdsLock(busy));
        }
    }

    @Test
    void whileTheDatabaseIsAwayReadingGoesOnAndThenAllHeals() {
        one.post(ann, GENERAL, "before");
        long head = one.journal.log().head().id();
        Post post = new Post(GENERAL, "while it is away");
        Line line = new Line();
        server.kill();
        try {
            assertInstanceOf(Answer.Refusal.class, Spine.await(one.submit(ann, "key", post, line)));
            assertTrue(text(one, head).contains("before"));
        } finally {
            server.start();
        }

        Answer first = Spine.await(one.submit(ann, "key", post, line));
        assertInstanceOf(Ack.class, first);
        assertEquals(first, Spine.await(two.submit(ann, "key", post, new Line())));
        assertEquals(head + 1, one.database.store().head().id());
    }

    @Test
    void aRestartWhileNobodyWritesIsNotNoticed() {
        one.post(ann, GENERAL, "before");
        server.kill();
        server.start();

        assertInstanceOf(Ack.class, one.answer(ann, new Post(GENERAL, "after")));
    }

    @Test
    void aLogThatWasPutBackBeginsANewEpochThatAllFollow() {
        one.post(ann, GENERAL, "stays");
        Cursor stays = one.journal.log().head();
        one.post(ann, GENERAL, "is lost");
        putBackTo(stays.id());

        one.journal.look();
        Deadline.usual().await("a new epoch", () -> !epoch(one).equals(stays.epoch()));
        two.post(ann, GENERAL, "goes on");

        assertEquals(epoch(one), epoch(two));
        assertEquals(stays.id() + 1, two.journal.log().head().id());
    }

    @Test
    void aLogThatWasPutBackAndHasGoneOnBeyondBeginsANewEpochToo() {
        Cursor common = one.journal.log().head();
        one.post(ann, GENERAL, "is lost");
        putBackTo(common.id());
        try (Spine other = node()) {
            nodes.remove(other);
            other.post(ann, GENERAL, "stands in its place");
            other.post(ann, GENERAL, "and more");
            assertEquals(common.epoch(), epoch(other));
        }

        one.journal.look();

        Deadline.usual().await("a new epoch", () -> !epoch(one).equals(common.epoch()));
        assertEquals(one.database.store().head().cursor(), one.journal.log().head());
    }

    @Test
    void aLogThatWasPutBackWhileANodeWasDownBeginsANewEpochAtItsStart() {
        Path home = homes.resolve("home");
        Cursor common = one.journal.log().head();
        try (Spine before = node(home)) {
            nodes.remove(before);
            before.post(ann, GENERAL, "is lost");
        }
        putBackTo(common.id());

        assertNotEquals(common.epoch(), epoch(node(home)));
    }

    /** It has added to every table, while nodes of this one are at work and before another one of them starts. */
    @Test
    void theNextVersionMayHaveMigratedTheTables() {
        for (int i = 0; i < 10; i++) { // the driver prepares what it was asked often
            one.post(ann, GENERAL, "before " + i);
            two.post(ann, GENERAL, "there " + i);
        }
        server.run(url, NEXT_VERSION);
        node();

        for (Spine node : nodes) {
            long id = node.post(ann, GENERAL, "after");
            nodes.forEach(each -> Spine.await(each.journal.log().refresh()));
            nodes.forEach(each -> assertTrue(text(each, id).contains("after")));
        }
        List<Long> ids = ids(one.events());
        assertEquals(LongStream.rangeClosed(1, ids.size()).boxed().toList(), ids);
    }

    @Test
    void anInstallationHasOneNameOnAllItsNodes() {
        assertEquals(one.database.installation(), two.database.installation());
    }

    private Spine node() {
        return node(homes.resolve("home" + nodes.size()));
    }

    private Spine node(Path home) {
        Spine node = Spine.over(new PostgresStore(PostgresSource.of(url, "", ""), home, true));
        nodes.add(node);
        return node;
    }

    /** What a restored backup, or a standby that lagged behind, comes to. */
    private void putBackTo(long id) {
        server.run(
                url,
                "delete from event where id > " + id + "; delete from message where id > " + id
                        + "; delete from command_key where ack like '%\"id\":%'; update head set id = " + id);
    }

    private static boolean holdsLock(Store.Writer writer) {
        try {
            return writer.after(0, 1).size() == 1;
        } catch (StoreException e) {
            return false;
        }
    }

    private static String epoch(Spine node) {
        return node.journal.log().head().epoch();
    }

    private static List<Long> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    /** All messages that a node has in memory. */
    private static Map<Long, String> window(Spine node, long head) {
        Map<Long, String> texts = new TreeMap<>();
        LongStream.rangeClosed(head - 899, head).forEach(id -> texts.put(id, text(node, id)));
        return texts;
    }

    private static String text(Spine node, long id) {
        return new String(node.journal.log().get(id).json(), StandardCharsets.UTF_8);
    }
}
