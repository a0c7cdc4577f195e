package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutRoom;
import org.parley.chat.ChatChange.PutUser;
import org.parley.chat.ChatRequest.CreateAccount;
import org.parley.chat.ChatRequest.CreateRoom;
import org.parley.chat.ChatRequest.Join;
import org.parley.chat.ChatRequest.Leave;
import org.parley.chat.ChatRequest.Post;
import org.parley.chat.ChatRequest.Read;
import org.parley.log.Answer.Ack;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.log.Decision;
import org.parley.log.Draft;
import org.parley.log.Head;

class RulesTest {
    private static final Head NEXT = new Head("e", 50, 1000, 7);

    private final Town town = new Town()
            .user("u1", "ann")
            .user("u2", "bob")
            .room("r1", "general")
            .room("r2", "Kitchen")
            .room("r3", "secret", "private")
            .member("r1", "u1", 10)
            .member("r1", "u2", 11)
            .member("r3", "u2", 12);

    @Test
    void aMemberPosts() {
        Decision decision = decide("u1", new Post("r1", "hello @bob"));

        assertEquals(new Ack(Map.of("id", 50L)), decision.answer());
        assertEquals(
                List.of(new Draft(
                        "message", 1, "r1", null, "u1", Map.of("text", "hello @bob", "mentions", List.of("u2")))),
                decision.events());
    }

    @Test
    void nobodyElsePostsReadsOrLeavesARoomHeMayNotSee() {
        assertRefused(Code.NOT_A_MEMBER, "room", "u1", new Post("r2", "hello"));
        assertRefused(Code.NOT_A_MEMBER, "room", "u1", new Read("r2", 1));
        for (String hidden : List.of("r3", "r404")) {
            assertRefused(Code.UNKNOWN_ROOM, "room", "u1", new Post(hidden, "hello"));
            assertRefused(Code.UNKNOWN_ROOM, "room", "u1", new Read(hidden, 1));
            assertRefused(Code.UNKNOWN_ROOM, "room", "u1", new Join(hidden));
            assertRefused(Code.UNKNOWN_ROOM, "room", "u1", new Leave(hidden));
        }
    }

    @Test
    void aRoomIsNamedByItsEventAndItsCreatorJoinsIt() {
        Decision decision = decide("u1", new CreateRoom("研发", Room.PUBLIC));

        assertEquals(new Ack(Map.of("id", 50L, "room", "r50")), decision.answer());
        assertEquals(
                List.of(new PutRoom(new Room("r50", "研发", Room.PUBLIC, Room.ALL)), new PutMember("r50", "u1", 51)),
                decision.changes());
        assertEquals(List.of("room", "join"), types(decision));
    }

    @Test
    void aRoomsNameIsTakenWithoutRegardToCase() {
        assertRefused(Code.NAME_TAKEN, "name", "u1", new CreateRoom("KITCHEN", Room.PUBLIC));
    }

    @Test
    void joiningCountsTheNewMemberAndJoiningTwiceIsNothing() {
        Decision decision = decide("u1", new Join("r2"));

        assertEquals(List.of(new PutMember("r2", "u1", 50)), decision.changes());
        assertEquals(
                Map.of(
                        "name",
                        "ann",
                        "members",
                        1,
                        "as",
                        Map.of("name", "Kitchen", "kind", "public", "history", "all")),
                decision.events().get(0).body());
        assertEquals(Decision.nothing(Ack.EMPTY), decide("u1", new Join("r1")));
    }

    @Test
    void leavingCountsWithoutTheOneWhoLeavesAndLeavingTwiceIsNothing() {
        Decision decision = decide("u1", new Leave("r1"));

        assertEquals(List.of(new DropMember("r1", "u1")), decision.changes());
        assertEquals(Map.of("members", 1), decision.events().get(0).body());
        assertEquals("u1", decision.events().get(0).subject());
        assertEquals(Decision.nothing(Ack.EMPTY), decide("u1", new Leave("r2")));
    }

    @Test
    void whatIsReadLiesWithinTheLog() {
        assertEquals(
                List.of(new PutRead("u1", "r1", 49, 7)),
                decide("u1", new Read("r1", 49)).changes());
        assertEquals(Ack.EMPTY, decide("u1", new Read("r1", 0)).answer());
        assertRefused(Code.MALFORMED, "id", "u1", new Read("r1", 50));
    }

    @Test
    void theFirstAccountAdministersAndNeedsTheRightToFound() {
        Town empty = new Town().room("r1", "general");
        CreateAccount create = new CreateAccount("ann", "hash", true);
        Decision founded = Rules.decide(empty.directory, "", create, NEXT);

        assertEquals(
                new PutUser(new User("u50", "ann", true)), founded.changes().get(0));
        assertEquals(new PutMember("r1", "u50", 51), founded.changes().get(2));
        Decision refused = Rules.decide(empty.directory, "", new CreateAccount("ann", "hash", false), NEXT);
        assertEquals(Code.SETUP_NEEDED, ((Refusal) refused.answer()).code());
    }

    @Test
    void laterAccountsAreEverybodysAndAdministerNothing() {
        Decision decision = decide("", new CreateAccount("eve", "hash", false));

        assertEquals(
                new PutUser(new User("u50", "eve", false)), decision.changes().get(0));
        assertEquals(List.of("user", "join"), types(decision));
        assertRefused(Code.NAME_TAKEN, "name", "", new CreateAccount("ANN", "hash", true));
    }

    private Decision decide(String user, ChatRequest request) {
        return Rules.decide(town.directory, user, request, NEXT);
    }

    private void assertRefused(Code code, String field, String user, ChatRequest request) {
        Decision decision = decide(user, request);
        Refusal refusal = (Refusal) decision.answer();
        assertEquals(code, refusal.code());
        assertEquals(field, refusal.extras().get("field"));
        assertEquals(List.of(), decision.events());
        assertEquals(List.of(), decision.changes());
    }

    private static List<String> types(Decision decision) {
        return decision.events().stream().map(Draft::type).toList();
    }
}
