package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.PutMember;
import org.parley.log.Entry;

class AccessPolicyTest {
    private final Town town = new Town()
            .user("u1", "ann")
            .user("u2", "bob")
            .user("u3", "eve")
            .room("r1", "general")
            .room("r2", "secret", "private")
            .member("r1", "u1", 10)
            .member("r1", "u2", 20)
            .member("r2", "u2", 30);
    private final AccessPolicy access = new AccessPolicy(town.directory);

    @Test
    void aMemberSeesWhatHappenedSinceHisJoin() {
        assertTrue(sees("u1", event(10, "message", "r1", null)));
        assertFalse(sees("u1", event(9, "message", "r1", null)));
        assertFalse(sees("u3", event(50, "message", "r1", null)));
    }

    @Test
    void whoLeftSeesNothingMoreWhenverItHappened() {
        Entry before = event(15, "message", "r1", null);
        assertTrue(sees("u1", before));
        town.directory.apply(new DropMember("r1", "u1"));
        assertFalse(sees("u1", before));
    }

    @Test
    void whoJoinedAgainSeesWhatHappenedSinceHisNewestJoin() {
        town.directory.apply(new DropMember("r1", "u1"));
        town.directory.apply(new PutMember("r1", "u1", 40));

        assertFalse(sees("u1", event(39, "message", "r1", null)));
        assertTrue(sees("u1", event(40, "join", "r1", "u1")));
        assertTrue(sees("u1", event(41, "message", "r1", null)));
    }

    @Test
    void whomItIsAboutAlwaysSeesIt() {
        assertTrue(sees("u3", event(50, "leave", "r2", "u3")));
        assertTrue(sees("u3", event(50, "user", null, "u3")));
        assertFalse(sees("u1", event(50, "leave", "r2", "u3")));
    }

    @Test
    void aPublicRoomIsAnnouncedToEverybodyAndAnotherToItsMembers() {
        assertTrue(sees("u3", event(5, "room", "r1", null)));
        assertFalse(sees("u1", event(50, "room", "r2", null)));
        assertTrue(sees("u2", event(50, "room", "r2", null)));
        assertFalse(sees("u1", event(50, "room", "r404", null)));
    }

    @Test
    void aUserIsKnownToThoseHeSharesARoomWith() {
        assertTrue(sees("u1", event(50, "user", null, "u2")));
        assertFalse(sees("u1", event(50, "user", null, "u3")));
        assertFalse(sees("u1", event(50, "something new", null, null)));
    }

    @Test
    void aRoomThatMayNotBeSeenIsAsUnknownAsOneThatIsNot() {
        assertTrue(access.room("u3", "r1").isPresent());
        assertTrue(access.room("u2", "r2").isPresent());
        assertEquals(access.room("u1", "r404"), access.room("u1", "r2"));
    }

    private boolean sees(String user, Entry event) {
        return access.visible(user, event);
    }

    private static Entry event(long id, String type, String room, String subject) {
        return new Entry(id, type, room, subject, new byte[0]);
    }
}
