package org.parley.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.User;
import org.parley.cluster.Hub;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;

/** An account made at one node counts at another at once, which has not read of it yet. */
class NewAccountsTest {
    private static final String PASSWORD = "correct horse";

    private final MemoryStore store = new MemoryStore();
    private final Hub hub = new Hub();
    private TestNode one;
    private TestNode two;

    @BeforeEach
    void begin() {
        one = new TestNode(store, hub.open("one"));
        one.spine.install();
        two = new TestNode(store, hub.open("two"));
        two.look();
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
        hub.close();
    }

    @Test
    void theInstallationIsUsedAtAllNodes() {
        assertTrue(Spine.await(one.identity.isUnused()));
        assertTrue(Spine.await(two.identity.isUnused()));

        Spine.await(one.identity.signUp("ann", PASSWORD, true));

        assertFalse(Spine.await(two.identity.isUnused()));
    }

    @Test
    void whoSignedUpAtOneNodeSignsInAtAnother() {
        Spine.await(one.identity.signUp("ann", PASSWORD, true));

        assertEquals(
                Optional.of("ann"),
                Spine.await(two.identity.verify("ann", PASSWORD)).map(User::name));
        assertEquals(Optional.empty(), Spine.await(two.identity.verify("bob", PASSWORD)));
    }
}
