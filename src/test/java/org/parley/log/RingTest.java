package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final Event FIVE = event(5, "a", "ann");
    private static final Event SIX = event(6, "a", "bob");
    private static final Event SEVEN = event(7, "a", "ann");
    private static final Ring RING =
            Ring.of(FIVE, new Store.Batch(new Head("a", 7, 1, 1), List.of(SIX, SEVEN), List.of(), List.of()));

    @Test
    void whoStandsWhereItBeginsLearnsAllOfIt() {
        assertEquals(List.of(SIX, SEVEN), RING.following(FIVE));
    }

    @Test
    void whoKnowsAPartLearnsTheRestAndWhoKnowsAllNothing() {
        assertEquals(List.of(SEVEN), RING.following(SIX));
        assertEquals(List.of(), RING.following(SEVEN));
        assertEquals(List.of(), RING.following(event(8, "a", "ann")));
    }

    @Test
    void itFollowsAnEventThatWasRedacted() {
        Event redacted = new Event(5, "a", 1, "message", 1, "r1", null, "ann", "key", "{}");

        assertEquals(List.of(SIX, SEVEN), RING.following(redacted));
    }

    @Test
    void nothingFollowsAGapOrAnotherEventInTheSamePlace() {
        assertEquals(List.of(), RING.following(event(4, "a", "ann")));
        assertEquals(List.of(), RING.following(event(5, "a", "somebody else")));
        assertEquals(List.of(), RING.following(event(5, "b", "ann")));
        assertEquals(List.of(), Ring.at(new Cursor("a", 7)).following(FIVE));
    }

    @Test
    void oneThatIsNotWholeIsNotBelieved() {
        assertEquals(List.of(), new Ring(new Cursor("a", 7), List.of(FIVE, SEVEN)).following(FIVE));
        assertEquals(List.of(), new Ring(new Cursor("a", 8), List.of(FIVE, SIX, SEVEN)).following(FIVE));
        assertEquals(List.of(), new Ring(new Cursor("a", 6), List.of(FIVE, SIX, SEVEN)).following(FIVE));
        assertEquals(List.of(), new Ring(new Cursor("b", 7), List.of(FIVE, SIX, SEVEN)).following(FIVE));
        Event foreign = event(7, "b", "ann");
        assertEquals(List.of(), new Ring(new Cursor("a", 7), List.of(FIVE, SIX, foreign)).following(FIVE));
    }

    private static Event event(long id, String epoch, String actor) {
        return new Event(id, epoch, 1, "message", 1, "r1", null, actor, "key", "{\"text\":\"hello\"}");
    }
}
