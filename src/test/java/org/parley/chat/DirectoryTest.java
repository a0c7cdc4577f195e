package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.ChatChange.PutUser;

class DirectoryTest {
    private final Town town =
            new Town().user("u1", "ann").user("u2", "bob").room("r1", "general").member("r1", "u1", 5);

    @Test
    void whoTakesANewNameIsFoundByNoOther() {
        town.user("u1", "anne");

        assertEquals("u1", town.directory.userNamed("ANNE").orElseThrow().id());
        assertEquals(Optional.empty(), town.directory.userNamed("ann"));
        town.user("u1", "ANNE");
        assertTrue(town.directory.userNamed("anne").isPresent());
    }

    @Test
    void theNewestVersionOfPersonalStateCounts() {
        town.directory.apply(new PutRead("u1", "r1", 1, 7));
        town.directory.apply(new PutRead("u1", "r2", 1, 5));

        assertEquals(7, town.directory.version("u1"));
    }

    @Test
    void becomingAnotherForgetsWhatThatOneDoesNotSay() {
        Town other = new Town().user("u2", "bobby").room("r9", "new").member("r9", "u2", 3);
        town.directory.become(other.directory);

        assertEquals(
                Set.of("u2"),
                Set.copyOf(town.directory.users().stream().map(User::id).toList()));
        assertTrue(town.directory.userNamed("bob").isEmpty());
        assertEquals(0, town.directory.since("u1", "r1"));
        assertEquals(Set.of(), town.directory.roomsOf("u1"));
        assertEquals(Set.of("u2"), town.directory.membersOf("r9"));
    }

    @Test
    void nobodyWhoReadsMeanwhileFindsItEmpty() throws InterruptedException {
        AtomicBoolean missed = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (town.directory.user("u1").isEmpty() || town.directory.since("u1", "r1") == 0) {
                    missed.set(true);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 2000; i++) {
            Directory fresh = new Directory();
            fresh.apply(new PutUser(new User("u1", "ann", false)));
            fresh.apply(new ChatChange.PutMember("r1", "u1", i + 1));
            town.directory.become(fresh);
        }
        reader.interrupt();
        reader.join();

        assertFalse(missed.get());
    }
}
