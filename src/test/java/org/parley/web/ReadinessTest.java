package org.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.http.Answer;
import org.parley.spine.FaultyStore;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;

class ReadinessTest {
    private static final int READY = 200;
    private static final int NOT_READY = 503;

    private final MemoryStore memory = new MemoryStore();
    private final FaultyStore store = new FaultyStore(memory);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private Spine spine;
    private Readiness readiness;

    @BeforeEach
    void begin() {
        spine = Spine.over(memory, store).install();
        readiness = new Readiness(spine.journal.log(), stopping::get);
    }

    @AfterEach
    void end() {
        store.release();
        spine.close();
    }

    @Test
    void aNodeWhoseStoreAnswersIsReadyUntilItStops() {
        assertEquals(READY, status());
        stopping.set(true);
        assertEquals(NOT_READY, status());
    }

    @Test
    void aNodeIsNotReadyWhileItsStoreFails() {
        store.fail(FaultyStore.Fault.LOCK);
        assertEquals(NOT_READY, status());
        store.fail(FaultyStore.Fault.NONE);
        assertEquals(READY, status());
    }

    @Test
    void aStoreThatHangsIsAskedOnceForAllWhoWantToKnowAndNotForLong() {
        store.hold();
        CompletionStage<Answer> first = readiness.ask();
        assertSame(first, readiness.ask());
        assertEquals(NOT_READY, Spine.await(first).status());
    }

    @Test
    void aNodeThatIsReadyHasReadWhatOthersWrote() {
        try (Spine other = Spine.over(memory)) {
            other.signUp("ann");
            assertEquals(READY, status());
            assertEquals(other.journal.log().head(), spine.journal.log().head());
        }
    }

    private int status() {
        return Spine.await(readiness.ask()).status();
    }
}
