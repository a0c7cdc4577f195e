package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.parley.chat.Archive;
import org.parley.chat.Archive.History;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.chat.ChatChange.Message;

/** Pages of a room's messages, with what is said of more on either side. */
interface HistoryContract extends WithStore {
    @Test
    default void theNewestComeFirstAndThePagesBeforeThemUntilTheBeginning() {
        nineMessagesInTwoRooms();

        assertPage(Side.BEFORE, Long.MAX_VALUE, 2, List.of(7L, 9L), true, false);
        assertPage(Side.BEFORE, 7, 2, List.of(3L, 5L), true, true);
        assertPage(Side.BEFORE, 3, 2, List.of(1L), false, true);
        assertPage(Side.BEFORE, 5, 2, List.of(1L, 3L), false, true);
        assertPage(Side.BEFORE, 1, 2, List.of(), false, true);
    }

    @Test
    default void pagesAfterAMessageGoOnToTheEnd() {
        nineMessagesInTwoRooms();

        assertPage(Side.AFTER, 0, 2, List.of(1L, 3L), false, true);
        assertPage(Side.AFTER, 3, 3, List.of(5L, 7L, 9L), true, false);
        assertPage(Side.AFTER, 4, 2, List.of(5L, 7L), true, true);
        assertPage(Side.AFTER, 9, 2, List.of(), true, false);
    }

    @Test
    default void aPageAroundAMessageHasItInTheMiddle() {
        nineMessagesInTwoRooms();

        assertPage(Side.AROUND, 5, 3, List.of(3L, 5L, 7L), true, true);
        assertPage(Side.AROUND, 5, 5, List.of(1L, 3L, 5L, 7L, 9L), false, false);
        assertPage(Side.AROUND, 6, 2, List.of(5L, 7L), true, true);
        assertPage(Side.AROUND, 5, 1, List.of(5L), true, true);
        assertPage(Side.AROUND, 9, 4, List.of(5L, 7L, 9L), true, false);
    }

    @Test
    default void aMessageIsShownAsItWasSaid() {
        scribe().say("r1", "u1", "你好 😀\n'\"; drop table message", "u2", "u3");

        Message message = page(Side.AFTER, 0, 10).messages().get(0);

        assertEquals(new Message(1, "r1", "u1", 10, "你好 😀\n'\"; drop table message", List.of("u2", "u3")), message);
    }

    @Test
    default void aRoomWithoutMessagesHasAnEmptyHistory() {
        assertPage(Side.BEFORE, Long.MAX_VALUE, 50, List.of(), false, false);
        assertPage(Side.AROUND, 7, 50, List.of(), false, false);
    }

    @Test
    default void aPageHoldsNoMoreTextThanItMayButOneMessage() {
        String third = "你".repeat((int) (Archive.PAGE_BYTES / 9)); // of three bytes each
        for (int i = 1; i <= 7; i++) {
            scribe().say("r1", "u1", i == 6 ? third.repeat(4) : third);
        }

        assertPage(Side.BEFORE, 6, 200, List.of(3L, 4L, 5L), true, true);
        assertPage(Side.BEFORE, 3, 200, List.of(1L, 2L), false, true);
        assertPage(Side.AFTER, 0, 200, List.of(1L, 2L, 3L), false, true);
        assertPage(Side.AFTER, 5, 200, List.of(6L), true, true);
        assertPage(Side.BEFORE, 7, 200, List.of(6L), true, true);
        assertPage(Side.AFTER, 6, 200, List.of(7L), true, false);
    }

    /** Odd ids in r1, even ones in r2. */
    private void nineMessagesInTwoRooms() {
        LongStream.rangeClosed(1, 9).forEach(i -> scribe().say(i % 2 == 1 ? "r1" : "r2", "u1", "message " + i));
    }

    private void assertPage(Side side, long id, int limit, List<Long> ids, boolean before, boolean after) {
        History history = page(side, id, limit);
        assertEquals(ids, history.messages().stream().map(Message::id).toList());
        assertEquals(List.of(before, after), List.of(history.before(), history.after()));
    }

    private History page(Side side, long id, int limit) {
        return database().archive().history("r1", new Page(side, id, limit));
    }
}
