package org.parley.moving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.log.Cursor;
import org.parley.log.StoreException;
import org.parley.store.Database;
import org.parley.store.Place;
import org.parley.store.Sql;

/** Copies between real databases: what arrives, what happens to the two logs, and what is refused. */
class CopyTest {
    private static final Cursor HEAD = new Cursor("e1", Sample.EVENTS);

    @TempDir
    Path folder;

    private final List<String> news = new ArrayList<>();
    private Kind.Where from;
    private Kind.Where to;

    private void between(Kind source, Kind target) throws SQLException {
        from = source.fresh(folder);
        to = target.fresh(folder);
        try (Place place = from.open()) {
            Sample.fill(place, "abcd1234");
        }
    }

    @BeforeEach
    void betweenFiles() throws SQLException {
        between(Kind.SQLITE, Kind.SQLITE);
    }

    private List<Compared> copy() throws SQLException {
        return copy(Integer.MAX_VALUE);
    }

    /** Copies, and dies instead of this commit. */
    private List<Compared> copy(int commit) throws SQLException {
        try (Place source = from.open();
                Place target = new Interrupted(to.open(), commit)) {
            return new Copy(source, target, Copy.After.COPY_GOES_ON, news::add).run();
        }
    }

    private static void run(Kind.Where where, String sql) throws SQLException {
        try (Place place = where.open();
                Connection connection = place.writing()) {
            new Sql(connection).run(sql);
            connection.commit();
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRES", "POSTGRES, SQLITE", "SQLITE, SQLITE", "POSTGRES, POSTGRES"})
    void aParleyStartsOnTheCopyInTheSameEpochWithTheSameName(Kind source, Kind target) throws SQLException {
        between(source, target);

        List<Compared> tables = copy();

        assertTrue(tables.stream().allMatch(one -> one.isSame() && one.from().rows() > 0), tables::toString);
        try (Database started = to.start()) {
            assertEquals(HEAD, started.store().head().cursor());
            assertEquals("abcd1234", started.installation());
            assertEquals(100, started.store().after(8_900, 256).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftIsAnotherHistoryFromThenOn(Kind source) throws SQLException {
        between(source, Kind.SQLITE);

        copy();

        try (Database started = from.start()) {
            assertNotEquals("e1", started.store().head().epoch());
            assertEquals(Sample.EVENTS, started.store().head().id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatDiesAtAnyCommitGoesOnWhereItWas(Kind target) throws SQLException {
        between(Kind.SQLITE, target);
        int dies = 2; // the first commit stamps it
        List<Compared> tables = List.of();
        while (tables.isEmpty()) {
            try {
                tables = copy(dies);
            } catch (Interrupted.Death e) {
                assertThrows(StoreException.class, () -> to.start().close());
                dies++;
            }
        }
        assertTrue(dies > Table.ALL.size() + 3, "no death in the midst of a table");
        assertTrue(news.contains("going on with the copy that was begun"), news::toString);
        assertTrue(tables.stream().allMatch(Compared::isSame));
        to.start().close();
    }

    @Test
    void whatWasCopiedIsNotCopiedAgain() throws SQLException {
        assertThrows(Interrupted.Death.class, () -> copy(13)); // in the midst of events
        run(to, "update event set body = '{\"text\":\"0\"}' where id = 1"); // as long as what it was

        assertThrows(MovingException.class, this::copy);

        assertTrue(news.stream().anyMatch(line -> line.startsWith("  but there")), news::toString);
    }

    @Test
    void aCopyThatDiffersBeginsAnew() throws SQLException {
        assertThrows(Interrupted.Death.class, () -> copy(13));
        run(to, "delete from event where id = 1");
        String told = assertThrows(MovingException.class, this::copy).getMessage();
        assertTrue(told.contains("does not hold the same"), told);
        assertThrows(StoreException.class, () -> to.start().close());

        assertTrue(copy().stream().allMatch(Compared::isSame));
        assertTrue(news.stream().anyMatch(line -> line.endsWith("it begins anew")), news::toString);
    }

    @Test
    void oneWhoseSourceWentOnBeginsAnew() throws SQLException {
        assertThrows(Interrupted.Death.class, () -> copy(13));
        run(from, "update head set version = version + 1");
        run(from, "update personal set read = 6");

        assertTrue(copy().stream().allMatch(Compared::isSame));
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceThatHoldsAnotherInstallationIsRefused(Kind target) throws SQLException {
        between(Kind.SQLITE, target);
        try (Place place = to.open()) {
            Sample.fill(place, "wxyz9876");
        }

        String told = assertThrows(MovingException.class, this::copy).getMessage();

        assertTrue(told.contains("holds another installation"), told);
        try (Database started = to.start()) {
            assertEquals("wxyz9876", started.installation());
        }
    }

    @Test
    void aPlaceWithAPartOfAnotherInstallationIsRefused() throws SQLException {
        assertThrows(Interrupted.Death.class, () -> copy(2));
        from = Kind.SQLITE.fresh(folder);
        try (Place place = from.open()) {
            Sample.fill(place, "wxyz9876");
        }

        assertThrows(MovingException.class, this::copy);
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceWhereAParleyStartedButNobodyHasAnAccountIsEmpty(Kind target) throws SQLException {
        between(Kind.SQLITE, target);
        to.start().close();

        copy();

        try (Database started = to.start()) {
            assertEquals(HEAD, started.store().head().cursor());
        }
    }

    @Test
    void aPartOfAnInstallationIsNotCopied() throws SQLException {
        assertThrows(Interrupted.Death.class, () -> copy(13));
        from = to;
        to = Kind.SQLITE.fresh(folder);

        String told = assertThrows(MovingException.class, this::copy).getMessage();

        assertTrue(told.contains("no whole installation"), told);
    }

    @Test
    void aHomeInUseIsRefused() {
        try (Database running = from.start()) {
            assertEquals("abcd1234", running.installation());
            assertThrows(StoreException.class, this::copy);
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRES", "POSTGRES, SQLITE"})
    void aDatabaseWithANodeIsRefused(Kind source, Kind target) throws SQLException {
        between(source, target);
        try (Place place = to.open()) {
            place.make();
        }
        run(source == Kind.POSTGRES ? from : to, "insert into node (name, since, seen) values ('n7', now(), now())");

        String told = assertThrows(MovingException.class, this::copy).getMessage();

        assertTrue(told.contains("is used by node n7"), told);
    }

    @Test
    void aSourceThatIsWrittenToMeanwhileIsRefused() throws SQLException {
        between(Kind.POSTGRES, Kind.SQLITE);
        try (Place source = from.open();
                Place target = to.open()) {
            Copy copy = new Copy(source, target, Copy.After.COPY_GOES_ON, line -> {
                if (line.equals("comparing")) {
                    write();
                }
            });
            String told = assertThrows(MovingException.class, copy::run).getMessage();
            assertTrue(told.contains("was written to while it was copied"), told);
        }
        assertTrue(copy().stream().allMatch(Compared::isSame));
    }

    private void write() {
        try {
            run(from, "update head set id = id + 1");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTableIsMovedOrLeftOutOnPurpose(Kind kind) throws SQLException {
        between(kind, Kind.SQLITE);
        Set<String> known = new TreeSet<>(Table.LEFT_OUT);
        Table.ALL.forEach(table -> known.add(table.name()));
        Set<String> there = new TreeSet<>();
        try (Place place = from.open();
                Connection connection = place.reading()) {
            DatabaseMetaData about = connection.getMetaData();
            try (ResultSet tables = about.getTables(null, null, "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    there.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        there.remove("flyway_schema_history");
        there.removeIf(name -> name.startsWith("sqlite_"));

        if (kind == Kind.SQLITE) {
            known.removeAll(Table.LEFT_OUT);
        }
        assertEquals(known, there);
    }
}
