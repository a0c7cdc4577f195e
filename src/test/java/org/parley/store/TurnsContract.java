package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.parley.chat.Archive.Page;
import org.parley.chat.Archive.Side;
import org.parley.chat.ChatChange.Message;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutRead;
import org.parley.identity.Session;
import org.parley.identity.SessionChange.PutSession;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store.CommandKey;
import org.parley.log.Store.Known;
import org.parley.log.Store.NewKey;

/** Transactions that fail, and writers that take turns. */
interface TurnsContract extends WithStore {
    @Test
    default void aRollbackLeavesNothing() {
        Head before = scribe().events(1);
        writeOfAllKinds(scribe());
        scribe().writer().rollback();

        assertNothingOfIt(before);
        assertEquals(2, scribe().events(1).id());
        assertEquals(2, store().after(0, 10).size());
        assertEquals(Map.of(), database().archive().personal("u1", 0).read());
    }

    @Test
    default void aConnectionThatIsClosedInATransactionLeavesNothing() {
        Head before = scribe().events(1);
        try (Scribe broken = new Scribe(store())) {
            writeOfAllKinds(broken);
        }

        assertNothingOfIt(before);
        assertEquals(2, scribe().events(1).id());
    }

    @Test
    default void aWriterSeesWhatOthersCommittedOnceItHasTheLock() {
        try (Scribe other = new Scribe(store())) {
            scribe().events(2);
            other.events(3);

            Head head = scribe().writer().lock();
            List<Long> foreign =
                    scribe().writer().after(2, 100).stream().map(Event::id).toList();
            scribe().writer().rollback();
            assertEquals(5, head.id());
            assertEquals(List.of(3L, 4L, 5L), foreign);
        }
    }

    @Test
    default void writersTakeTurns() throws InterruptedException {
        int each = 25;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(new Thread(() -> {
                try (Scribe writer = new Scribe(store())) {
                    for (int n = 0; n < each; n++) {
                        writer.events(2);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        List<Long> ids = store().after(0, 1000).stream().map(Event::id).toList();
        assertEquals(LongStream.rangeClosed(1, 3 * each * 2).boxed().toList(), ids);
    }

    private static void writeOfAllKinds(Scribe scribe) {
        Head head = scribe.writer().lock();
        scribe.writer()
                .write(Scribe.batch(
                        head,
                        2,
                        List.of(new NewKey(new CommandKey("u1", "k"), new Known("h", "{}"), 10)),
                        List.of(
                                new PutMessage(new Message(head.id() + 1, "r1", "u1", 1, "text", List.of())),
                                new PutRead("u1", "r1", 1, 7),
                                new PutSession(new Session("s1", "u1", 1, 1)))));
    }

    private void assertNothingOfIt(Head before) {
        assertEquals(before, store().head());
        assertEquals(1, store().after(0, 10).size());
        assertEquals(Map.of(), database().archive().personal("u1", 0).read());
        assertEquals(
                List.of(),
                database().archive().history("r1", new Page(Side.AFTER, 0, 10)).messages());
        assertTrue(database().sessions().find("s1").isEmpty());
        scribe().writer().lock();
        assertEquals(Map.of(), scribe().writer().known(List.of(new CommandKey("u1", "k"))));
        scribe().writer().rollback();
    }
}
