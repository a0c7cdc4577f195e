package org.parley.moving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.StoreException;
import org.parley.store.Database;
import org.parley.store.Place;
import org.parley.store.Sql;

/** Backups of real databases that are at work, and what is restored from them, by the commands as they are typed. */
class BackupTest {
    @TempDir
    Path folder;

    private final List<String> news = new ArrayList<>();

    private List<Compared> moving(String... words) throws SQLException, IOException {
        return new Moving(Options.of(List.of(words)), Map.of(), news::add).run();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Kind.Where filled(Kind kind) throws SQLException {
        Kind.Where where = kind.fresh(folder);
        try (Place place = where.open()) {
            Sample.fill(place, "abcd1234");
        }
        return where;
    }

    /** Says one thing more. */
    private static void say(Store.Writer writer) {
        Head head = writer.lock();
        Head next = new Head(head.epoch(), head.id() + 1, head.at() + 1, head.version() + 1);
        Event event = new Event(next.id(), next.epoch(), next.at(), "message", 1, "r1", null, "u1", null, "{}");
        writer.write(new Store.Batch(next, List.of(event), List.of(), List.of()));
        writer.commit();
    }

    /** It speaks of the backup, not of the file under another name that it was written to. */
    @Test
    void oneThatDiffersIsRemovedAndSaysSo() throws SQLException, IOException {
        Kind.Where from = filled(Kind.SQLITE);
        Moving backup = new Moving(
                Options.of(List.of("backup", "--from", from.toString(), "--to", file("one.db"))),
                Map.of(),
                this::spoilBeforeItIsCompared);

        String told = assertThrows(MovingException.class, backup::run).getMessage();

        assertTrue(told.startsWith("the backup does not hold the same as " + from), told);
        assertTrue(told.endsWith("Run it again"), told);
        assertEquals(List.of(), backups());
    }

    private void spoilBeforeItIsCompared(String news) {
        if (news.equals("comparing")) {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + backups().get(0));
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from event where id = 1");
            } catch (SQLException | IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What there is in the folder of the backup {@code one.db}, whole or not. */
    private List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("one.db"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRES", "POSTGRES, SQLITE"})
    void oneOfAStoreAtWorkIsOneStateOfIt(Kind source, Kind target) throws SQLException, IOException {
        Kind.Where from = filled(source);
        Kind.Where to = target.fresh(folder);
        try (Database running = from.start();
                Store.Writer writer = running.store().writer()) {
            String epoch = running.store().head().epoch();
            say(writer);
            Moving backup = new Moving(
                    Options.of(List.of("backup", "--from", from.toString(), "--to", file("one.db"))),
                    Map.of(),
                    line -> say(writer)); // between copying and comparing
            assertTrue(backup.run().stream().allMatch(Compared::isSame));
            assertEquals(Sample.EVENTS + 2, running.store().head().id());

            moving("restore", "--from", file("one.db"), "--to", to.toString());
            try (Database restored = to.start()) {
                assertEquals(Sample.EVENTS + 1, restored.store().head().id());
                assertEquals(1, restored.store().after(Sample.EVENTS, 9).size());
                assertNotEquals(epoch, restored.store().head().epoch());
                assertEquals("abcd1234", restored.installation());
            }
        }
    }

    @Test
    void theFileIsItsOwnersAloneAndNothingElseIsLeft() throws SQLException, IOException {
        Kind.Where from = filled(Kind.SQLITE);
        Path backups = Files.createDirectory(folder.resolve("backups"));

        moving(
                "backup",
                "--from",
                from.toString(),
                "--to",
                backups.resolve("one.db").toString());

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backups.resolve("one.db"))));
        try (Stream<Path> files = Files.list(backups)) {
            assertEquals(List.of(backups.resolve("one.db")), files.toList());
        }
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws SQLException, IOException {
        Kind.Where from = filled(Kind.SQLITE);
        Files.writeString(folder.resolve("one.db"), "mine");

        assertThrows(MovingException.class, () -> moving("backup", "--from", from.toString(), "--to", file("one.db")));

        assertEquals("mine", Files.readString(folder.resolve("one.db")));
    }

    @Test
    void oneThatFailsLeavesNothing() throws SQLException, IOException {
        Kind.Where from = filled(Kind.SQLITE);
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Moving backup = new Moving(
                Options.of(List.of(
                        "backup",
                        "--from",
                        from.toString(),
                        "--to",
                        backups.resolve("one.db").toString())),
                Map.of(),
                line -> {
                    throw new MovingException("the disk is full, say");
                });

        assertThrows(MovingException.class, backup::run);

        try (Stream<Path> files = Files.list(backups)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRestoredOverAnInstallation(Kind kind) throws SQLException, IOException {
        Kind.Where there = filled(kind);
        moving("backup", "--from", there.toString(), "--to", file("one.db"));

        assertThrows(
                MovingException.class, () -> moving("restore", "--from", file("one.db"), "--to", there.toString()));

        try (Database started = there.start()) {
            assertEquals(Sample.EVENTS, started.store().head().id());
        }
    }

    @Test
    void aFileThatIsNoBackupIsToldSo() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear Ann, ".repeat(100));

        StoreException refused = assertThrows(
                StoreException.class, () -> moving("restore", "--from", file("letter.txt"), "--to", file("home")));

        assertTrue(Moving.reason(refused).contains("could not be read as a database of Parley"), refused::toString);
        assertFalse(Files.exists(folder.resolve("home")));
    }

    @Test
    void oneOfAnOlderParleyIsRestoredAndStaysAsItWas() throws SQLException, IOException {
        Path old = older(folder.resolve("old.db"));
        byte[] before = Files.readAllBytes(old);

        moving("restore", "--from", old.toString(), "--to", file("home"));

        assertArrayEquals(before, Files.readAllBytes(old));
        try (Connection connection = open(folder.resolve("home/parley.db"))) {
            assertEquals(List.of(1), new Sql(connection).all(row -> row.getInt(1), "select members from room"));
        }
    }

    @Test
    void anInstallationOfAnotherVersionIsLeftToThatVersion() throws SQLException, IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path database = older(home.resolve("parley.db"));
        String[] backup = {"backup", "--from", home.toString(), "--to", file("one.db")};

        String told = assertThrows(StoreException.class, () -> moving(backup)).getMessage();
        assertTrue(told.contains("is of an older Parley"), told);
        try (Connection connection = open(database)) {
            new Sql(connection).run("update flyway_schema_history set version = '9999' where version = '1'");
        }
        told = assertThrows(StoreException.class, () -> moving(backup)).getMessage();
        assertTrue(told.contains("is of a newer Parley"), told);
    }

    /** An installation as the first version had it. */
    private static Path older(Path file) throws SQLException {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, "", "")
                .locations("classpath:org/parley/store/migration")
                .placeholders(Map.of("id", "integer"))
                .target("1")
                .load()
                .migrate();
        try (Connection connection = open(file)) {
            Sql sql = new Sql(connection);
            sql.run("insert into installation (name, value) values ('id', 'abcd1234')");
            sql.run("insert into head (one, epoch, id, at, version) values (1, 'e1', 0, 7, 3)");
            sql.run("insert into room (id, name, folded, kind, history) values ('r1', 'a', 'a', 'public', 'all')");
            sql.run("insert into member (room, account, since) values ('r1', 'u1', 1)");
        }
        return file;
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
