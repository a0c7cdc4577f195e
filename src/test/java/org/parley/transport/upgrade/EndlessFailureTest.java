package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;

/** A container that tries what failed until it does not, as Undertow does: in a thread that many connections share. */
class EndlessFailureTest {
    private static final int ENDLESS = 1000;

    private final FakeLine line;

    EndlessFailureTest() throws IOException {
        line = new FakeLine(connection -> new FakeConversation(), new Budget(1000)).open();
    }

    @Test
    void aContainerThatTellsOfOneFailureWithoutEndIsStopped() {
        IllegalStateException stop = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < ENDLESS; i++) {
                line.breaks();
            }
        });
        assertEquals("the peer is gone", stop.getCause().getMessage());
        assertEquals(1, line.closed());
    }
}
