package org.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void aSeedFailsAlikeAgain() {
        List<Fault> first =
                IntStream.range(0, 200).mapToObj(Fault.random(7, 30)).toList();
        assertEquals(
                first, IntStream.range(0, 200).mapToObj(Fault.random(7, 30)).toList());
        assertNotEquals(
                first, IntStream.range(0, 200).mapToObj(Fault.random(8, 30)).toList());
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertFalse(first.stream().noneMatch(fault -> fault.kind() == kind), kind::toString);
        }
    }
}
