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
}
