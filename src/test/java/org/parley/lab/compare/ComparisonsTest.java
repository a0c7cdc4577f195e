package org.parley.lab.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.lab.load.Target;
import org.parley.transport.Query;

/** What is kept of comparisons; these fail at once, as nothing can be opened for them. */
class ComparisonsTest {
    private final Comparisons comparisons = new Comparisons(
            (rooms, people) -> {
                throw new IllegalStateException("no room");
            },
            Runnable::run);

    private Comparison start() {
        return start(Map.of());
    }

    private Comparison start(Map<String, String> parameters) {
        Target target = new Target(new InetSocketAddress(9), "localhost:9", null, "");
        return comparisons
                .start(Choice.of(new Query(parameters::get)), target, "ann")
                .orElseThrow();
    }

    @Test
    void thoseInABrowserTakeNoPlace() {
        Comparison first = start();
        for (int i = 0; i < Comparisons.KEPT; i++) {
            start(Map.of("from", "browser"));
        }
        assertSame(first, comparisons.find(first.id()).orElseThrow());
    }

    @Test
    void soManyAreKeptAndTheOldestGoes() {
        Comparison first = start();
        assertTrue(first.progress.isOver());
        assertSame(first, comparisons.find(first.id()).orElseThrow());
        var others = IntStream.range(0, Comparisons.KEPT).mapToObj(i -> start()).toList();
        assertEquals(Optional.empty(), comparisons.find(first.id()));
        others.forEach(other -> assertSame(other, comparisons.find(other.id()).orElseThrow()));
        assertSame(others.get(others.size() - 1), comparisons.current().orElseThrow());
    }
}
