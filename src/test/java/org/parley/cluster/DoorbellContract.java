package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.log.Cursor;
import org.parley.log.Doorbell;
import org.parley.log.Ring;
import org.parley.testing.Deadline;

/** What every doorbell does alike. */
abstract class DoorbellContract {
    private final List<Doorbell> doorbells = new ArrayList<>();

    /** One more doorbell of the same log. */
    abstract Doorbell open();

    /** Goes on with the log; answers how far. */
    abstract Cursor goOn();

    /** Breaks every connection that a doorbell listens on. */
    abstract void cut();

    @AfterEach
    void closeAll() {
        doorbells.forEach(Doorbell::close);
    }

    @Test
    void everybodyWhoListensHearsThatTheLogWentOn() {
        Ear one = listen();
        Ear two = listen();

        Cursor first = goOn();
        one.await(first);
        two.await(first);
        Cursor second = goOn();
        one.await(second);
        two.await(second);
    }

    @Test
    void aConnectionThatBreaksIsReplacedAndTold() {
        Ear ear = listen();
        ear.await(goOn());
        for (int i = 0; i < 3; i++) {
            int before = ear.timesMissed();
            cut();
            ear.awaitMissed(before + 1);
            ear.await(goOn());
        }
    }

    @Test
    void whoClosedHearsNothingMore() {
        Ear closed = listen();
        Ear open = listen();
        closed.await(goOn());
        closed.doorbell.close();
        List<Cursor> before = List.copyOf(closed.rings);

        open.await(goOn());
        open.await(goOn());

        assertEquals(before, closed.rings);
    }

    @Test
    void oneThatNeverListenedCanBeClosed() {
        open().close();
    }

    /** A doorbell that listens. */
    Ear listen() {
        Doorbell doorbell = open();
        doorbells.add(doorbell);
        Ear ear = new Ear(doorbell);
        doorbell.listen(ear);
        ear.awaitMissed(1);
        return ear;
    }

    /** Remembers what was told. */
    static final class Ear implements Doorbell.Listener {
        private final Doorbell doorbell;
        private final List<Ring> told = new CopyOnWriteArrayList<>();
        private final List<Cursor> rings = new CopyOnWriteArrayList<>();
        private final AtomicInteger missed = new AtomicInteger();

        Ear(Doorbell doorbell) {
            this.doorbell = doorbell;
        }

        @Override
        public void rung(Ring ring) {
            told.add(ring);
            rings.add(ring.head());
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        List<Cursor> rings() {
            return List.copyOf(rings);
        }

        /** The last ring that was heard. */
        Ring last() {
            return told.get(told.size() - 1);
        }

        void await(Cursor head) {
            Deadline.usual().await("the ring " + head, () -> rings.contains(head));
        }

        int timesMissed() {
            return missed.get();
        }

        void awaitMissed(int times) {
            Deadline.usual().await("that it listens", () -> missed.get() >= times);
        }
    }
}
