package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;
import org.parley.testing.RawWebSocket;

/**
 * A hundred connections of garbage at a time; afterwards the server is well, and has logged nothing above a warning.
 */
class GarbageIT extends EchoStage {
    private static final int AT_A_TIME = 100;
    private static final int FEWEST = 3;
    private static final int PLACES = 200;
    private static final List<String> COMPLAINTS = List.of("SEVERE", "ERROR", "Exception", "\tat ");

    GarbageIT() {
        super("--lab-echo-connections", "" + PLACES, "--close-timeout", "1s", "--open-timeout", "3s");
    }

    @Test
    void someSecondsOfGarbageDoNoHarm() throws Exception {
        outlives(Duration.ofSeconds(3));
    }

    @Test
    @Tag("long")
    void aMinuteOfGarbageDoesNoHarm() throws Exception {
        outlives(Duration.ofSeconds(Integer.getInteger("parley.fuzz.seconds", 60)));
    }

    private void outlives(Duration time) throws Exception {
        AtomicInteger sockets = new AtomicInteger();
        Deadline end = Deadline.in(time);
        ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 0; i < AT_A_TIME; i++) {
            Garbage garbage = new Garbage(server(), ThreadLocalRandom.current().nextLong());
            senders.execute(() -> {
                for (int sent = 0; sent < FEWEST || !end.passed(); sent++) {
                    sockets.addAndGet(garbage.send() ? 1 : 0);
                }
            });
        }
        senders.shutdown();
        assertTrue(senders.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS));
        assertTrue(sockets.get() > AT_A_TIME, () -> "only " + sockets + " sockets");
        assertWell();
    }

    /** Every place is free again, each echo works, and the log is quiet. */
    private void assertWell() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            openWhenThereIsRoom();
        }
        everybodyLeaves();
        RawWebSocket socket = openWhenThereIsRoom();
        socket.sendText("still there?");
        assertEquals("still there?", socket.readText(Deadline.usual()));
        assertEquals(List.of(), output().stream().filter(GarbageIT::complains).toList());
    }

    private static boolean complains(String line) {
        return COMPLAINTS.stream().anyMatch(line::contains);
    }
}
