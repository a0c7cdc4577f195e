package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.log.Head;
import org.parley.log.StoreException;

/** What is about the database being a file. */
class SqliteFileTest {
    @TempDir
    Path home;

    @Test
    void reopeningKeepsEverything() {
        long id;
        Head head;
        try (SqliteStore store = open();
                Scribe scribe = new Scribe(store)) {
            scribe.room("r1", "general");
            scribe.join("u1", "r1");
            id = scribe.say("r1", "u2", "still here");
            head = store.head();
        }

        try (SqliteStore store = open()) {
            assertEquals(head, store.head());
            assertEquals(2, store.after(0, 10).size());
            assertEquals(1, store.archive().state("u1").rooms().get("r1").unread());
            Page newest = new Page(Side.BEFORE, Long.MAX_VALUE, 10);
            assertEquals(
                    id, store.archive().history("r1", newest).messages().get(0).id());
        }
    }

    @Test
    void theInstallationKeepsItsName() {
        String name;
        try (SqliteStore store = open()) {
            name = store.installation();
        }
        try (SqliteStore store = open()) {
            assertEquals(name, store.installation());
        }
    }

    @Test
    void aSecondStoreOnTheSameHomeIsRefusedWithASentence() {
        try (SqliteStore store = open()) {
            StoreException refused = assertThrows(StoreException.class, this::open);
            assertEquals("Another Parley uses the home " + home + " (setting parley.home)", refused.getMessage());
            assertEquals(0, store.head().id());
        }
        open().close();
    }

    @Test
    void aHomeThatCannotBeMadeIsRefusedWithTheSettingsName() throws IOException {
        Path below = Files.writeString(home.resolve("file"), "x").resolve("home");

        StoreException refused =
                assertThrows(StoreException.class, () -> new SqliteStore(below, new SqliteStore.Options(true, 0)));
        assertEquals(
                "The home " + below + " can't be written; set parley.home (or PARLEY_HOME) to a folder that can",
                refused.getMessage());
    }

    @Test
    void aDatabasePutBackToAnOlderCopyBeginsANewEpoch() throws IOException {
        String epoch = grow(2);
        Path copy = Files.copy(home.resolve("parley.db"), home.resolve("copy.db"));
        assertEquals(epoch, grow(2));

        Files.delete(home.resolve("parley.db"));
        Files.move(copy, home.resolve("parley.db"));

        String after = grow(0);
        assertNotEquals(epoch, after);
        assertEquals(after, grow(1));
    }

    @Test
    void aDatabasePutBackToWhenItWasEmptyBeginsANewEpoch() throws IOException {
        String epoch = grow(0);
        Path copy = Files.copy(home.resolve("parley.db"), home.resolve("copy.db"));
        grow(2);

        Files.delete(home.resolve("parley.db"));
        Files.move(copy, home.resolve("parley.db"));

        assertNotEquals(epoch, grow(0));
    }

    @Test
    void aDatabaseCopiedWithoutItsMarkBeginsANewEpoch() throws IOException {
        String epoch = grow(2);
        Files.delete(home.resolve("parley.mark"));

        assertNotEquals(epoch, grow(0));
    }

    @Test
    void aCommitWaitsForTheDiskUnlessAskedNotTo() throws SQLException {
        assertEquals(List.of(2, 1), List.of(synchronous(true), synchronous(false)));
    }

    private int synchronous(boolean full) throws SQLException {
        try (SqliteStore store = new SqliteStore(home, new SqliteStore.Options(full, 0));
                Connection connection = store.connect()) {
            return new Sql(connection)
                    .one(row -> row.getInt(1), "pragma synchronous")
                    .orElseThrow();
        }
    }

    /** Writes so many events between opening and closing; answers the epoch. */
    private String grow(int events) {
        try (SqliteStore store = open();
                Scribe scribe = new Scribe(store)) {
            return events == 0 ? store.head().epoch() : scribe.events(events).epoch();
        }
    }

    private SqliteStore open() {
        return new SqliteStore(home, new SqliteStore.Options(true, 0));
    }
}
