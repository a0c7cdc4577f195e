package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Background;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.PostgresServer;
import org.parley.testing.Reader;
import org.parley.testing.Transport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Installations that move: people find there what they left here, and are told when it is less. */
class MovingIT {
    private static final int GONE = 4410;
    private static final String BIG = "研发 🙂 'x' \\ \n".repeat(400);
    private static final String[] FAST = {"--commands-per-second", "100000", "--commands-burst", "100000"};

    private static PostgresServer server;

    @TempDir
    Path folder;

    private final List<ParleyProcess> started = new ArrayList<>();

    @BeforeAll
    static void begin() {
        server = PostgresServer.shared();
    }

    @AfterEach
    void end() {
        started.forEach(ParleyProcess::close);
    }

    private ParleyProcess onFile(String home) {
        return remembered(ParleyProcess.start(folder.resolve(home), FAST));
    }

    private ParleyProcess onPostgres(String url, String home) {
        List<String> options = new ArrayList<>(List.of(FAST));
        options.addAll(List.of("--store-url", url));
        return remembered(ParleyProcess.start(folder.resolve(home), options.toArray(String[]::new)));
    }

    private ParleyProcess remembered(ParleyProcess parley) {
        started.add(parley);
        return parley;
    }

    private static void stop(ParleyProcess parley) {
        parley.stop().awaitExit();
    }

    private String home(String name) {
        return folder.resolve(name).toString();
    }

    /** Ann made rooms of odd names and said things in them; Bob read half of it. */
    private record Past(Person ann, Person bob, String room, ObjectNode command, JsonNode ack, String cursor) {
        static Past in(ParleyProcess parley) {
            Person ann = Person.signUp(parley.address(), "ann");
            Person bob = Person.signUp(parley.address(), "bob");
            ann.done(Commands.createRoom("O'Brien; drop table \"room\" -- \\ %s $1"));
            String room =
                    ann.done(Commands.createRoom("研发 🙂 Ünïcödé")).path("room").asString();
            bob.join(room);
            ann.postAll(room, IntStream.range(0, 300).mapToObj(i -> "text " + i).toList());
            ann.post(room, BIG);
            bob.done(Commands.read(room, ann.post(room, "@" + bob.name() + " look")));
            ObjectNode command = Commands.post(room, "only once");
            return new Past(ann, bob, room, command, ann.done(command), bob.cursor());
        }

        /** What is there of it now: all is, and everything goes on from here. */
        void goesOnAt(ParleyProcess parley, JsonNode annsState, JsonNode bobsState, List<JsonNode> history) {
            try (Person annThere = ann.at(parley.address());
                    Person bobThere = bob.at(parley.address())) {
                assertEquals(annsState, annThere.state());
                assertEquals(bobsState, bobThere.state());
                assertEquals(history, bobThere.history(room));
                assertEquals(ack, annThere.done(command));
                Person.signIn(parley.address(), ann.name()).close();
                for (Transport transport : Transport.values()) {
                    try (Reader reader = transport.reader(bobThere).connect(cursor)) {
                        annThere.post(room, "over " + transport);
                        reader.awaitText(room, "over " + transport);
                        assertEquals(
                                "over " + Transport.POLLING,
                                reader.heard().texts(room).get(0));
                    }
                }
            }
        }

        void close() {
            ann.close();
            bob.close();
        }
    }

    @Test
    @Tag("long")
    void peopleGoOnWhereTheInstallationWentAlthoughTheCopyWasKilled() throws SQLException {
        ParleyProcess before = onFile("old");
        Past past = Past.in(before);
        JsonNode annsState = past.ann.state();
        JsonNode bobsState = past.bob.state();
        List<JsonNode> history = past.bob.history(past.room);
        String url = server.database();
        stop(onPostgres(url, "new")); // makes the tables, and has no account
        String[] copy = {"copy", "--from", "sqlite:" + home("old"), "--to", url};

        String used = MovingRun.refused(copy);
        assertTrue(used.startsWith("copy: Another Parley uses the home"), used);
        stop(before);
        killAmongMessages(url, copy);
        AssertionError half = assertThrows(AssertionError.class, () -> onPostgres(url, "new"));
        assertTrue(half.getMessage().contains("a copy into it is not finished"), half::getMessage);
        String table = MovingRun.done(copy);

        assertTrue(table.lines().anyMatch(line -> line.matches("message +303  [0-9a-f]{64}")), table);
        past.goesOnAt(onPostgres(url, "new"), annsState, bobsState, history);
        assertGone(past.bob.at(onFile("old").address()), Transport.UPGRADE, past.cursor);
        past.close();
    }

    /** Kills it while it waits for this test's row among the messages. */
    private void killAmongMessages(String url, String... words) throws SQLException {
        try (Connection connection = PostgresServer.connect(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into message select 100, '', '', 0, '', ''");
            try (MovingRun run = MovingRun.start(words)) {
                Deadline.usual().await("the copy to wait: " + run.errors(), () -> isWaiting(statement));
                run.kill();
            }
            connection.rollback();
            try (ResultSet copied = statement.executeQuery("select count(*) from account")) {
                copied.next();
                assertEquals(2, copied.getInt(1));
            }
        }
    }

    private static boolean isWaiting(Statement statement) {
        try (ResultSet waiting = statement.executeQuery("select 1 from pg_locks where not granted")) {
            return waiting.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBackupMadeWhileSomebodyPostsIsOneMomentAndItsReadersAreTold(boolean postgres) {
        String url = server.database();
        ParleyProcess running = postgres ? onPostgres(url, "node") : onFile("old");
        Past past = Past.in(running);
        String file = home("parley.backup");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<List<Long>> posting = Background.supply(() -> postUntil(past, enough));
        MovingRun.done("backup", "--from", postgres ? url : home("old"), "--to", file);
        enough.set(true);
        List<Long> posted = posting.join();
        String cursor = past.bob.cursor();
        List<JsonNode> history = past.ann.history(past.room);
        stop(running);

        String there = postgres ? home("other") : server.database();
        MovingRun.done("restore", "--from", file, "--to", there);
        ParleyProcess restored = postgres ? onFile("other") : onPostgres(there, "new");
        try (Person ann = past.ann.at(restored.address());
                Person bob = past.bob.at(restored.address())) {
            List<JsonNode> then = ann.history(past.room);
            assertEquals(history.subList(0, then.size()), then);
            assertTrue(then.size() >= 303 && posted.size() > 1, () -> then.size() + " of " + posted.size());
            for (Transport transport : Transport.values()) {
                assertGone(bob, transport, cursor);
            }
            assertEquals(past.ack, ann.done(past.command));
            assertGone(bob, Transport.SSE, past.cursor);
        }
        past.close();
    }

    private static List<Long> postUntil(Past past, AtomicBoolean enough) {
        try (Person author = past.ann.again()) {
            return LongStream.iterate(0, n -> !enough.get(), n -> n + 1)
                    .map(n -> author.post(past.room, "meanwhile " + n))
                    .boxed()
                    .toList();
        }
    }

    /** Nobody reads on in silence where the log is another one. */
    private static void assertGone(Person person, Transport transport, String cursor) {
        Reader reader = transport.reader(person);
        LineEnded end = assertThrows(LineEnded.class, () -> {
            throw reader.connect(cursor).awaitEnd();
        });
        assertEquals(GONE, end.code(), end::toString);
        assertEquals("epoch", end.problem().path("cause").asString(""), end::toString);
        reader.connect(end.problem().path("head").asString()).close();
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsSaidInOneLine(Refusal refusal) {
        String said = MovingRun.refused(refusal.words(folder));

        assertTrue(said.contains(refusal.says), said);
        assertFalse(said.contains("secret"), said);
    }

    /** Commands that are refused. */
    enum Refusal {
        NOTHING_THERE("there is no parley.db in", "copy", "nowhere", "there"),
        NO_FILE("there is no file", "restore", "nowhere", "there"),
        NO_SERVER("jdbc:postgresql://127.0.0.1:1/x could not be", "backup", "SERVER", "there");

        private final String says;
        private final String command;
        private final String from;
        private final String to;

        Refusal(String says, String command, String from, String to) {
            this.says = says;
            this.command = command;
            this.from = from;
            this.to = to;
        }

        String[] words(Path folder) {
            String source = from.equals("SERVER")
                    ? "jdbc:postgresql://127.0.0.1:1/x?user=a&password=secret"
                    : folder.resolve(from).toString();
            return new String[] {
                command, "--from", source, "--to", folder.resolve(to).toString()
            };
        }
    }
}
