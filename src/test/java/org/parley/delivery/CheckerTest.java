package org.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parley.delivery.Checker.Ack;
import org.parley.delivery.Checker.Client;
import org.parley.delivery.Checker.Message;

/** Each rule is broken by a history of its own, and the checker says by which words. */
class CheckerTest {
    private static final Message ONE = new Message(1, "r", "ann", "k1", "one");
    private static final Message TWO = new Message(2, "r", "bob", "k2", "two");
    private static final Message SECRET = new Message(3, "s", "cat", "k3", "secret");
    private static final List<Message> LOG = List.of(ONE, TWO, SECRET);
    private static final Map<String, Set<String>> MEMBERS = Map.of("r", Set.of("ann", "bob"), "s", Set.of("cat"));

    private static Client ann(List<Ack> acked, Message... saw) {
        return new Client("ann-1", "ann", 0, 3, acked, List.of(saw));
    }

    private static String broken(List<Message> log, Client client) {
        return String.join("\n", Checker.check(log, MEMBERS, List.of(client)));
    }

    @Test
    void aGoodHistoryBreaksNothing() {
        assertEquals("", broken(LOG, ann(List.of(new Ack("k1", 1)), ONE, TWO)));
        assertEquals("", broken(LOG, new Client("late", "ann", 1, 2, List.of(), List.of(TWO))));
    }

    @Test
    void whatWasAckedAndIsNotThereIsLost() {
        assertEquals(
                "ann-1 was acked Ack[key=k9, id=9], but the log has null",
                broken(LOG, ann(List.of(new Ack("k9", 9)), ONE, TWO)));
    }

    @Test
    void whatWasAckedAsSomethingElseIsLost() {
        assertEquals(
                "ann-1 was acked Ack[key=k1, id=2], but the log has " + TWO,
                broken(LOG, ann(List.of(new Ack("k1", 2)), ONE, TWO)));
    }

    @Test
    void whatSomebodyNeverSawIsLost() {
        assertEquals("ann-1 never saw: " + ONE, broken(LOG, ann(List.of(), TWO)));
    }

    @Test
    void aKeyTwiceInTheLogIsRepeated() {
        Message again = new Message(4, "r", "ann", "k1", "one");
        assertEquals(
                "written twice: " + again + " and 1",
                broken(List.of(ONE, TWO, SECRET, again), ann(List.of(), ONE, TWO, again)));
    }

    @Test
    void whatIsSeenTwiceIsRepeated() {
        assertEquals(
                "ann-1 saw twice: " + ONE + "\nann-1 saw out of order, after 2: " + ONE,
                broken(LOG, ann(List.of(), ONE, TWO, ONE)));
    }

    @Test
    void anotherOrderThanTheLogsIsSeen() {
        assertEquals("ann-1 saw out of order, after 2: " + ONE, broken(LOG, ann(List.of(), TWO, ONE)));
    }

    @Test
    void aLogOutOfOrderIsSeen() {
        assertEquals("the log is out of order at " + ONE, broken(List.of(TWO, ONE), ann(List.of(), ONE, TWO)));
    }

    @Test
    void whatIsNotInTheLogIsSeen() {
        Message changed = new Message(2, "r", "bob", "k2", "too");
        assertEquals("ann-1 saw what is not in the log: " + changed, broken(LOG, ann(List.of(), ONE, changed)));
    }

    @Test
    void whatOneMayNotSeeIsSeen() {
        assertEquals("ann-1 saw what he may not: " + SECRET, broken(LOG, ann(List.of(), ONE, TWO, SECRET)));
    }
}
