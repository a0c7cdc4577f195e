package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.Store.CommandKey;
import org.parley.log.Store.Known;
import org.parley.log.Store.NewKey;
import org.parley.log.StoreException;

/** Events, keys, and transactions. */
interface LogContract extends WithStore {
    @Test
    default void aNewLogIsEmptyAndHasAnEpoch() {
        Head head = store().head();

        assertEquals(0, head.id());
        assertTrue(head.epoch().matches("[a-z0-9]{1,32}"), head.epoch());
        assertEquals(1, store().first());
        assertEquals(List.of(), store().after(0, 10));
    }

    @Test
    default void whatWasCommittedIsReadBackAsItWas() {
        Event event = new Event(1, "e", 5, "join", 2, "r1", "u2", "u1", null, "{\"name\":\"研发 \\u0001 😀\"}");
        scribe().writer().lock();
        scribe().writer().write(new Store.Batch(new Head("e", 1, 5, 1), List.of(event), List.of(), List.of()));
        scribe().writer().commit();

        assertEquals(List.of(event), store().after(0, 10));
    }

    @Test
    default void idsAreContiguousOverTransactions() {
        scribe().events(3);
        Head head = scribe().events(2);

        assertEquals(head, store().head());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), ids(store().after(0, 100)));
        assertEquals(List.of(3L, 4L), ids(store().after(2, 2)));
        assertEquals(List.of(), store().after(5, 10));
        assertEquals(1, store().first());
    }

    @Test
    default void pruningTakesAPrefixAndNoMoreThanItMay() {
        scribe().events(2);
        scribe().events(2);
        scribe().events(2);

        assertEquals(3, prune(30, 0, 3));
        assertEquals(4, store().first());
        assertEquals(1, prune(30, 0, 3));
        assertEquals(0, prune(30, 0, 3));
        assertEquals(List.of(5L, 6L), ids(store().after(0, 10)));
        assertEquals(6, store().head().id());
    }

    @Test
    default void aLogThatWasPrunedToNothingGoesOnWhereItWas() {
        scribe().events(3);
        prune(1000, 0, 100);

        assertEquals(4, store().first());
        scribe().events(1);
        assertEquals(4, store().first());
        assertEquals(List.of(4L), ids(store().after(3, 10)));
    }

    @Test
    default void pruningLeavesMessagesAlone() {
        long id = scribe().say("r1", "u1", "still here");
        prune(1000, 0, 100);

        assertEquals(
                id,
                database()
                        .archive()
                        .history("r1", new Page(Side.BEFORE, Long.MAX_VALUE, 10))
                        .messages()
                        .get(0)
                        .id());
    }

    @Test
    default void keysAreRememberedForTheirUserUntilTheyArePruned() {
        NewKey first = new NewKey(new CommandKey("u1", "k"), new Known("h1", "{\"id\":1}"), 10);
        NewKey other = new NewKey(new CommandKey("u2", "k"), new Known("h2", "{}"), 20);
        scribe().key(first);
        scribe().key(other);
        List<CommandKey> asked = List.of(first.key(), other.key(), new CommandKey("u1", "K"));

        assertEquals(Map.of(first.key(), first.known(), other.key(), other.known()), known(asked));
        prune(0, 15, 100);
        assertEquals(Map.of(other.key(), other.known()), known(asked));
    }

    @Test
    default void aKeyIsNeverWrittenTwice() {
        NewKey key = new NewKey(new CommandKey("u1", "k"), new Known("h", "{}"), 10);
        scribe().key(key);

        assertThrows(StoreException.class, () -> scribe().key(key));
        scribe().writer().rollback();
    }

    @Test
    default void nothingCanBeSeenBeforeItIsCommitted() {
        scribe().events(1);
        Head head = scribe().writer().lock();
        scribe().writer().write(Scribe.batch(head, 2, List.of(), List.of()));

        assertEquals(1, store().head().id());
        assertEquals(List.of(1L), ids(store().after(0, 10)));
        scribe().writer().commit();
        assertEquals(List.of(1L, 2L, 3L), ids(store().after(0, 10)));
    }

    @Test
    default void anotherEpochCountsFromWhereTheLogStands() {
        Head before = scribe().events(2);
        scribe().writer().lock();
        scribe().writer().epoch("another");
        scribe().writer().commit();

        assertEquals(new Head("another", 2, before.at(), before.version()), store().head());
        assertEquals("another", scribe().events(1).epoch());
    }

    private int prune(long eventsBefore, long keysBefore, int limit) {
        scribe().writer().lock();
        int gone = scribe().writer().prune(eventsBefore, keysBefore, limit);
        scribe().writer().commit();
        return gone;
    }

    private Map<CommandKey, Known> known(List<CommandKey> keys) {
        scribe().writer().lock();
        Map<CommandKey, Known> known = scribe().writer().known(keys);
        scribe().writer().rollback();
        return known;
    }

    private static List<Long> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }
}
