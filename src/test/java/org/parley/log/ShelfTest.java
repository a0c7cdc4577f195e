package org.parley.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

class ShelfTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Shelf shelf = new Shelf(100, timer);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private static Cursor at(long id) {
        return new Cursor("epoch", id);
    }

    private static List<Entry> page(int bytes) {
        return List.of(new Entry(1, "message", "r1", null, new byte[bytes]));
    }

    private List<Entry> get(long id, int bytes) {
        return shelf.get(at(id), () -> page(bytes));
    }

    @Test
    void aPageIsReadOnceForAWhile() {
        List<Entry> first = get(0, 50);

        assertSame(first, get(0, 50));
        assertNotSame(first, get(256, 50));
        assertNotSame(first, shelf.get(new Cursor("another", 0), () -> page(50)));
    }

    @Test
    void whatExceedsTheBoundIsForgottenAndMakesRoom() {
        List<Entry> kept = get(0, 60);
        List<Entry> tooMuch = get(256, 60);

        Deadline.usual().await("that it is forgotten", () -> get(256, 1) != tooMuch);
        List<Entry> fits = get(256, 1);

        assertSame(kept, get(0, 60));
        assertSame(fits, get(256, 1));
    }

    @Test
    void whatCouldNotBeReadIsTriedAgain() {
        StoreException failure = new StoreException("made to fail", null);
        assertSame(
                failure,
                assertThrows(
                        StoreException.class,
                        () -> shelf.get(at(0), () -> {
                            throw failure;
                        })));
        assertEquals(1, get(0, 1).size());
    }

    @Test
    void whoeverAsksForAPageThatIsBeingReadGetsTheSameAndOthersDoNotWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<List<Entry>> slow = CompletableFuture.supplyAsync(() -> shelf.get(at(0), () -> {
            begun.countDown();
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return page(1);
        }));
        Deadline.usual().await("that it is being read", () -> begun.getCount() == 0);
        CompletableFuture<List<Entry>> second = CompletableFuture.supplyAsync(() -> get(0, 2));
        for (int i = 1; i < 64; i++) {
            assertEquals(1, get(256L * i, 1).size());
        }
        assertFalse(slow.isDone());
        reading.countDown();
        assertSame(slow.get(), second.get());
    }

    @Test
    void aClosedNodeStillAnswers() {
        timer.shutdownNow();

        assertEquals(1, get(0, 1).size());
    }
}
