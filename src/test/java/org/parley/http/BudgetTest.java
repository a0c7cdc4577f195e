package org.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Budget budget = new Budget(10);
        assertTrue(budget.change(10));
        assertFalse(budget.change(1));
        assertTrue(budget.change(-11));
        assertTrue(budget.change(10));
        assertEquals(10, budget.used());
    }

    @Test
    void answersThatNobodyReadsHaveNoMoreThanTheirPlace() {
        Unread unread = new Unread(100);
        Budget.Share first = unread.share();
        Budget.Share second = unread.share();
        assertEquals(200, unread.admitted(answer(60), first).status());
        assertEquals(503, unread.admitted(answer(60), second).status());
        assertEquals(200, unread.admitted(answer(40), second).status());
        first.release();
        assertEquals(503, unread.admitted(answer(1000), unread.share()).status());
        second.release();
        assertEquals(200, unread.admitted(answer(1000), unread.share()).status(), "one that is alone");
    }

    private static Answer answer(int bytes) {
        return Answer.json(200, new byte[bytes]);
    }
}
