package org.parley.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.RateLimit;
import org.parley.feed.Bench;
import org.parley.feed.Ending;
import org.parley.feed.RecordingSink;
import org.parley.testing.Commands;
import org.parley.wire.CommandIntake;
import org.parley.wire.CommandMeter;

/** What waits for a peer that reads no answers. */
class SocketCommandsTest {
    private final Bench bench = new Bench();
    private final AtomicLong now = new AtomicLong();
    private final RecordingSink sink = new RecordingSink(true);
    private SocketCommands commands;

    @BeforeEach
    void open() {
        String ann = bench.spine.signUp("ann");
        RateLimit rate = new RateLimit(10, Duration.ofSeconds(1), 3, now::get);
        CommandIntake intake = new CommandIntake(
                bench.spine.journal, bench.spine.directory, bench.presence, rate, 8192, 65_536, CommandMeter.NONE);
        bench.follow(ann, Bench.from(bench.head()), sink).awaitHello();
        sink.refuse();
        commands = new SocketCommands(intake.stream(ann), sink.follower);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whoSpeaksAndReadsNothingIsTooSlow() {
        say(5_000);
        assertEquals(Ending.TOO_SLOW.code(), sink.awaitEnding());
    }

    @Test
    void whoWasToldOffAndStillReadsNothingIsTooSlowAsWell() {
        say(4);
        now.addAndGet(2_000);
        say(20);
        assertNull(sink.ending, "who reads again is to be told why");
        say(5_000);
        assertEquals(Ending.TOO_SLOW.code(), sink.awaitEnding());
    }

    private void say(int times) {
        for (int i = 0; i < times; i++) {
            commands.received(Commands.keyed("nonsense").toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
