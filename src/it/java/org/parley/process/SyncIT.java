package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.Needs;
import org.parley.testing.Commands;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import tools.jackson.databind.node.ObjectNode;

/**
 * An ack is a promise that survives a power failure, which no kill of a process can show: so the system calls are
 * watched. Each message must be written to the log's file, then that file synced, and only then the ack be sent.
 */
class SyncIT {
    private static final int BATCHES = 10;
    private static final int POSTS_IN_A_BATCH = 5;

    @TempDir
    private Path folder;

    @BeforeAll
    static void straceIsThere() {
        Needs.tool("strace", "apt-get install strace");
    }

    @Test
    void everyAckIsSentAfterItsMessageWasSynced() throws IOException {
        List<String> keys = new ArrayList<>();
        SystemCalls calls = watch(keys, "FULL");
        assertEquals(List.of(), calls.ackedTooEarly(keys));
    }

    @Test
    @Tag("long")
    void withoutSyncingThisTestWouldFail() throws IOException {
        List<String> keys = new ArrayList<>();
        SystemCalls calls = watch(keys, "NORMAL");
        assertFalse(calls.ackedTooEarly(keys).isEmpty(), "NORMAL syncs before each ack, too");
    }

    private SystemCalls watch(List<String> keys, String synchronous) throws IOException {
        Path trace = folder.resolve("trace");
        Path home = folder.resolve("home");
        List<String> strace = SystemCalls.strace(trace);
        try (ParleyProcess parley = ParleyProcess.startUnder(strace, home, "--store-synchronous", synchronous);
                Person ann = Person.signUp(parley.address(), "ann")) {
            String room = ann.createRoom();
            for (int i = 0; i < BATCHES; i++) {
                List<ObjectNode> posts = new ArrayList<>();
                for (int j = 0; j < POSTS_IN_A_BATCH; j++) {
                    posts.add(Commands.post(room, "hello"));
                }
                ann.send(posts);
                posts.forEach(post -> keys.add(post.path("key").asString()));
            }
        }
        return new SystemCalls(Files.readAllLines(trace));
    }
}
