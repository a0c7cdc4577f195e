package org.parley.transport.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.parley.http.Budget;

class OutsideLocksTest {
    private final FakeConversation conversation = new FakeConversation();
    private final Object stream = new Object();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final OutsideLocks listener;

    OutsideLocksTest() throws IOException {
        FakeLine line = new FakeLine(connection -> conversation, new Budget(1000)).open();
        listener = new OutsideLocks(line.connection(), stream, later::add);
    }

    @Test
    void aCallIsPassedOnAtOnce() {
        listener.onWritePossible();
        listener.onError(new IOException("the peer is gone"));
        assertEquals(List.of(), List.copyOf(later));
        assertTrue(conversation.told.contains("gone"), conversation.told::toString);
    }

    @Test
    void aCallByWhoHoldsTheStreamIsMadeLaterAndByWhoDoesNot() {
        synchronized (stream) {
            listener.onWritePossible();
            listener.onError(new IOException("the peer is gone"));
        }
        assertEquals(List.of(), conversation.told);
        assertEquals(2, later.size());
        later.forEach(Runnable::run);
        assertTrue(conversation.told.contains("gone"), conversation.told::toString);
    }

    @Test
    void whenTheNodeHasStoppedNobodyIsCalled() throws IOException {
        FakeLine line = new FakeLine(connection -> conversation, new Budget(1000)).open();
        OutsideLocks late = new OutsideLocks(line.connection(), stream, call -> {
            throw new RejectedExecutionException();
        });
        synchronized (stream) {
            late.onWritePossible();
        }
        assertEquals(List.of(), conversation.told);
    }
}
