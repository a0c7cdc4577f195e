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
        Budget.Share first = unread.share("ann");
        Budget.Share second = unread.share("bob");
        assertEquals(200, unread.admitted(answer(60), first).status());
        assertEquals(503, unread.admitted(answer(60), second).status());
        assertEquals(200, unread.admitted(answer(40), second).status());
        first.release();
        assertEquals(503, unread.admitted(answer(1000), unread.share("ann")).status());
        second.release();
        assertEquals(200, unread.admitted(answer(1000), unread.share("ann")).status(), "one that is alone");
    }

    @Test
    void nobodyGetsMoreThanAQuarterOfItByManyParts() {
        Budget budget = new Budget(100);
        Budget.Share alone = budget.share("ann");
        assertTrue(alone.hold(90));
        alone.hold(20);
        Budget.Share more = budget.share("ann");
        assertTrue(more.hold(5));
        assertFalse(more.hold(6));
        assertTrue(budget.share("bob").hold(20), "hers are not his");
        assertTrue(budget.share().hold(40), "nobody's have no such bound");
        more.hold(5);
        assertTrue(alone.hold(10));
        alone.release();
        more.release();
        assertTrue(budget.share("ann").hold(30), "what was given back does not count");
    }

    private static Answer answer(int bytes) {
        return Answer.json(200, new byte[bytes]);
    }
}
