package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.parley.chat.Archive;
import org.parley.chat.Archive.Counts;
import org.parley.chat.Archive.Personal;
import org.parley.chat.Archive.RoomState;
import org.parley.chat.Archive.Snapshot;
import org.parley.chat.ChatChange;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.Room;
import org.parley.chat.User;
import org.parley.log.Change;
import org.parley.log.Head;

/** State, unread counts, personal state, and what a directory is loaded from. */
interface ArchiveContract extends WithStore {
    @Test
    default void theDirectoryIsLoadedWithTheHeadItBelongsTo() {
        User ann = new User("u1", "ann", true);
        Room room = new Room("r1", "研发", Room.PUBLIC, Room.ALL);
        scribe().change(new PutUser(ann), new PutRoom(room));
        long since = scribe().join("u1", "r1");
        scribe().join("u2", "r1");
        scribe().change(new DropMember("r1", "u2"));
        List<ChatChange> loaded = new ArrayList<>();

        Head head = database().archive().load(loaded::add);

        assertEquals(store().head(), head);
        assertEquals(Set.of(new PutUser(ann), new PutRoom(room), new PutMember("r1", "u1", since)), Set.copyOf(loaded));
    }

    @Test
    default void aRenamedUserAndRoomAreReplaced() {
        scribe().change(new PutUser(new User("u1", "ann", false)), new PutUser(new User("u1", "anne", true)));
        scribe().room("r1", "old");
        scribe().room("r1", "new");
        scribe().join("u1", "r1");
        List<ChatChange> loaded = new ArrayList<>();
        database().archive().load(loaded::add);

        assertTrue(loaded.contains(new PutUser(new User("u1", "anne", true))), loaded.toString());
        assertEquals("new", room("u1", "r1").room().name());
    }

    @Test
    default void theStateHoldsTheUsersRoomsAndNoOthers() {
        scribe().room("r1", "b");
        scribe().room("r2", "a");
        long since = scribe().join("u1", "r1");
        scribe().join("u2", "r1");
        scribe().join("u2", "r2");

        Snapshot state = database().archive().state("u1");

        assertEquals(store().head().cursor(), state.cursor());
        assertEquals(Set.of("r1"), state.rooms().keySet());
        Room room = new Room("r1", "b", Room.PUBLIC, Room.ALL);
        assertEquals(new RoomState(room, 2, since, 0, 0, 0, since, Optional.empty()), room("u1", "r1"));
        assertEquals(Map.of(), database().archive().state("nobody").rooms());
    }

    @Test
    default void unreadAreTheMessagesOfOthersSinceTheMarkAndTheJoin() {
        scribe().room("r1", "a");
        scribe().join("u2", "r1");
        scribe().say("r1", "u2", "before the join", "u1");
        scribe().join("u1", "r1");
        long first = scribe().say("r1", "u2", "@ann", "u1", "u3");
        scribe().say("r1", "u1", "my own", "u3");
        long last = scribe().say("r1", "u2", "again @ann", "u1");

        assertCounts(2, 2, last, "u2");
        scribe().read("u1", "r1", first);
        assertCounts(1, 1, last, "u2");
        scribe().read("u1", "r1", last);
        assertCounts(0, 0, last, "u2");
        scribe().read("u1", "r1", 0);
        assertCounts(2, 2, last, "u2");
    }

    @Test
    default void whoJoinsAgainHasReadWhatWasSaidMeanwhile() {
        scribe().room("r1", "a");
        scribe().join("u1", "r1");
        scribe().join("u2", "r1");
        long said = scribe().say("r1", "u2", "hello", "u1");
        scribe().read("u1", "r1", 1);
        scribe().change(new DropMember("r1", "u1"));
        long again = scribe().join("u1", "r1");

        RoomState room = room("u1", "r1");
        assertEquals(List.of(0, 0), List.of(room.unread(), room.mentions()));
        assertEquals(again, room.head());
        assertEquals(Optional.empty(), room.from());
        assertTrue(said < again);
    }

    @Test
    default void personalStateIsToldAfterAVersionAndTheNewestWins() {
        long first = scribe().read("u1", "r1", 5);
        long second = scribe().read("u1", "r2", 6);
        scribe().read("u2", "r1", 9);

        Map<String, Counts> nowhere = Map.of();
        assertEquals(
                new Personal(second, Map.of("r1", 5L, "r2", 6L), nowhere),
                database().archive().personal("u1", 0));
        assertEquals(
                new Personal(second, Map.of("r2", 6L), nowhere),
                database().archive().personal("u1", first));
        assertEquals(
                new Personal(second, Map.of(), nowhere), database().archive().personal("u1", second));

        long third = scribe().read("u1", "r1", 2);
        assertEquals(
                new Personal(third, Map.of("r1", 2L), nowhere),
                database().archive().personal("u1", second));
    }

    @Test
    default void itTellsWhosePersonalStateChangedSinceAVersion() {
        assertEquals(Map.of(), database().archive().personalVersions(0));
        long first = scribe().read("u1", "r1", 1);
        long second = scribe().read("u2", "r1", 1);
        long third = scribe().read("u1", "r2", 1);

        assertEquals(Map.of("u1", third, "u2", second), database().archive().personalVersions(0));
        assertEquals(Map.of("u1", third, "u2", second), database().archive().personalVersions(first));
        assertEquals(Map.of("u1", third), database().archive().personalVersions(second));
        assertEquals(Map.of(), database().archive().personalVersions(third));
    }

    @Test
    default void personalStateCountsWhatIsUnreadWhereOneIsAMember() {
        scribe().room("r1", "a");
        scribe().join("u1", "r1");
        long first = scribe().say("r1", "u2", "@ann", "u1");
        scribe().say("r1", "u2", "@ann again", "u1");
        scribe().say("r1", "u1", "@ann, myself", "u1");
        scribe().say("r1", "u2", "and that is all");
        scribe().read("u1", "r1", first);
        scribe().read("u1", "r2", 1);

        Map<String, Counts> counts = database().archive().personal("u1", 0).counts();
        assertEquals(Map.of("r1", new Counts(2, 1, store().head().id())), counts);
    }

    @Test
    default void countingHasAnEnd() {
        scribe().room("r1", "a");
        scribe().join("u1", "r1");
        Change[] many = LongStream.range(0, Archive.MOST_COUNTED + 1)
                .mapToObj(i -> new PutMessage(new Message(100 + i, "r1", "u2", i, "@ann", List.of("u1"))))
                .toArray(Change[]::new);
        scribe().change(many);

        RoomState room = room("u1", "r1");
        assertEquals(List.of(Archive.MOST_COUNTED, Archive.MOST_COUNTED), List.of(room.unread(), room.mentions()));
    }

    @Test
    default void membersAreCountedAsTheyComeAndGo() {
        scribe().room("r1", "a");
        scribe().join("u1", "r1");
        scribe().join("u2", "r1");
        scribe().join("u2", "r1");
        assertEquals(2, room("u1", "r1").members());
        scribe().change(new DropMember("r1", "u2"));
        scribe().change(new DropMember("r1", "u2"));
        scribe().room("r1", "b");
        assertEquals(1, room("u1", "r1").members());
    }

    private void assertCounts(int unread, int mentions, long head, String from) {
        RoomState room = room("u1", "r1");
        assertEquals(List.of(unread, mentions), List.of(room.unread(), room.mentions()));
        assertEquals(head, room.head());
        assertEquals(Optional.of(from), room.from());
    }

    private RoomState room(String user, String room) {
        return database().archive().state(user).rooms().get(room);
    }
}
