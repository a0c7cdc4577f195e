package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.PutMember;

class PresenceTest {
    private final Town town = new Town()
            .room("r1", "general")
            .room("r2", "kitchen")
            .member("r1", "u1", 1)
            .member("r1", "u2", 2)
            .member("r2", "u2", 3);
    private final Presence presence = new Presence(town.directory, Duration.ofSeconds(90), Duration.ofSeconds(6), 1000);

    @Test
    void whoHasALineIsOnlineUntilTheLastOneCloses() {
        presence.connected("u1");
        presence.connected("u1");
        presence.disconnected("u1", 10_000);
        assertTrue(presence.isOnline("u1"));
        presence.disconnected("u1", 10_000);
        assertFalse(presence.isOnline("u1"));
        presence.disconnected("u1", 10_000);
        assertFalse(presence.isOnline("u1"));
    }

    @Test
    void whoPollsIsOnlineForAWhile() {
        presence.polled("u1", 10_000);
        presence.tick(99_999);
        assertTrue(presence.isOnline("u1"));
        presence.polled("u1", 99_999);
        presence.tick(100_500);
        assertTrue(presence.isOnline("u1"));
        presence.tick(190_000);
        assertFalse(presence.isOnline("u1"));
    }

    @Test
    void aPollOutlastsALineAndALineAPoll() {
        presence.connected("u1");
        presence.polled("u1", 10_000);
        presence.disconnected("u1", 20_000);
        assertTrue(presence.isOnline("u1"));
        presence.connected("u1");
        presence.tick(200_000);
        assertTrue(presence.isOnline("u1"));
    }

    @Test
    void typingEndsByItselfOrByAPost() {
        presence.typing("u1", "r1", 10_000);
        presence.typing("u2", "r1", 12_000);
        assertEquals(List.of("u1", "u2"), typing("u1"));
        presence.tick(16_000);
        assertEquals(List.of("u2"), typing("u1"));
        presence.stopped("u2", "r1");
        assertEquals(Map.of(), presence.since("u1", 0).typing());
    }

    @Test
    void typingOnIsNothingNew() {
        presence.typing("u1", "r1", 10_000);
        long version = presence.version();
        presence.typing("u1", "r1", 12_000);

        assertEquals(version, presence.version());
        presence.tick(17_000);
        assertEquals(List.of("u1"), typing("u1"));
    }

    @Test
    void oneIsToldOfOnesOwnRoomsAndOnlyWhatIsNew() {
        presence.connected("u2");
        Presence.Now all = presence.since("u1", 0);
        assertEquals(Map.of("r1", List.of("u2")), all.online());
        assertTrue(presence.since("u1", all.version()).isEmpty());

        presence.typing("u2", "r2", 10_000);
        assertTrue(presence.since("u1", all.version()).isEmpty());
        presence.typing("u2", "r1", 10_000);
        Presence.Now news = presence.since("u1", all.version());
        assertEquals(Map.of("r1", List.of("u2")), news.typing());
        assertEquals(Map.of(), news.online());
        presence.stopped("u2", "r1");
        assertEquals(
                Map.of("r1", List.of()), presence.since("u1", news.version()).typing());
    }

    @Test
    void versionsBeginAboveThoseOfAnEarlierRun() {
        presence.connected("u1");
        assertTrue(presence.since("u2", 999).online().containsKey("r1"));
        assertTrue(presence.version() > 1000);
    }

    @Test
    void whoJoinsOrLeavesChangesTheList() {
        presence.connected("u1");
        presence.connected("u2");
        long version = presence.version();
        town.directory.apply(new DropMember("r1", "u2"));
        presence.moved("r1");
        assertEquals(Map.of("r1", List.of("u1")), presence.since("u1", version).online());

        town.directory.apply(new PutMember("r2", "u1", 20));
        presence.moved("r2");
        assertEquals(List.of("u1", "u2"), presence.since("u1", version).online().get("r2"));
    }

    @Test
    void aLargeRoomIsToldANumber() {
        for (int i = 10; i < 211; i++) {
            town.member("r1", "u" + i, i);
        }
        presence.connected("u1");
        presence.connected("u99");

        assertEquals(2, presence.since("u1", 0).online().get("r1"));
    }

    @Test
    void whoIsOnlineAtAnotherNodeIsOnline() {
        presence.onlineElsewhere("two", null, null, List.of("u2"));
        assertEquals(Map.of("r1", List.of("u2")), presence.since("u1", 0).online());
        presence.movedElsewhere("two", "u1", true);
        presence.movedElsewhere("two", "u2", false);
        assertEquals(Map.of("r1", List.of("u1")), presence.since("u1", 0).online());
        assertEquals(Set.of(), presence.here());
    }

    @Test
    void aNodeThatIsGoneTakesItsPeopleAlongButForThoseWhoAreElsewhereToo() {
        presence.onlineElsewhere("two", null, null, List.of("u1", "u2"));
        presence.onlineElsewhere("three", null, null, List.of("u2"));
        assertTrue(presence.retain(List.of("two", "three")));
        long version = presence.version();

        presence.retain(List.of("three"));

        assertEquals(Map.of("r1", List.of("u2")), presence.since("u1", version).online());
        presence.connected("u2");
        presence.retain(List.of());
        assertTrue(presence.isOnline("u2"));
        presence.disconnected("u2", 10_000);
        assertFalse(presence.isOnline("u2"));
    }

    @Test
    void whoIsOnlineAnywayIsNothingNew() {
        presence.connected("u2");
        long version = presence.version();

        presence.onlineElsewhere("two", null, null, List.of("u2"));
        presence.disconnected("u2", 10_000);
        presence.connected("u2");
        presence.movedElsewhere("two", "u2", false);

        assertEquals(version, presence.version());
    }

    @Test
    void aPartOfWhatANodeSaysReplacesThatPartOnly() {
        presence.onlineElsewhere("two", null, "u2", List.of("u1", "u11"));
        presence.onlineElsewhere("two", "u2", null, List.of("u2", "u3"));

        presence.onlineElsewhere("two", null, "u2", List.of("u11", "u12"));

        assertEquals(
                List.of("u11", "u12", "u2", "u3"),
                Stream.of("u1", "u11", "u12", "u2", "u3", "u4")
                        .filter(presence::isOnline)
                        .toList());
    }

    @Test
    void whatANodeSaysOfOneUserCountsOnceItHasSaidAll() {
        presence.movedElsewhere("two", "u2", true);
        assertFalse(presence.isOnline("u2"));
        assertFalse(presence.retain(List.of("two")));
        presence.onlineElsewhere("two", null, null, List.of());
        assertTrue(presence.retain(List.of("two")));
    }

    @Test
    void onlyWhoTypesHereIsToldToOthers() {
        List<String> told = new ArrayList<>();
        presence.tell((user, room) -> told.add(user + " " + room));
        presence.typing("u1", "r1", 10_000);
        presence.typing("u1", "r1", 12_000);
        presence.typingElsewhere("u2", "r1", 12_000);

        assertEquals(List.of("u1 r1", "u1 r1"), told);
        assertEquals(List.of("u1", "u2"), typing("u1"));
        presence.tick(18_000);
        assertEquals(Map.of(), presence.since("u1", 0).typing());
    }

    private List<String> typing(String reader) {
        return presence.since(reader, 0).typing().get("r1");
    }
}
