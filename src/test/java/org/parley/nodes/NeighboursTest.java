package org.parley.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatRequest.Read;
import org.parley.cluster.Hub;
import org.parley.feed.Feed;
import org.parley.identity.Identity.Opened;
import org.parley.spine.Spine;
import org.parley.store.MemoryStore;
import org.parley.testing.Deadline;

/** What crosses from node to node besides the log, and what becomes of it when a bulletin is lost. */
class NeighboursTest {
    private static final String GENERAL = "r1";

    private final MemoryStore store = new MemoryStore();
    private final Hub hub = new Hub();
    private final List<TestNode> nodes = new ArrayList<>();
    private TestNode one;
    private TestNode two;
    private String ann;

    @BeforeEach
    void begin() {
        one = node("one");
        one.spine.install();
        ann = one.spine.signUp("ann");
        two = node("two");
        two.look();
        hub.rest();
        nodes.forEach(TestNode::rest);
    }

    @AfterEach
    void end() {
        nodes.forEach(TestNode::close);
        hub.close();
    }

    @Test
    void whoIsOnlineAtOneNodeIsOnlineAtAllUntilHeLeaves() {
        one.presence.connected(ann);
        await(() -> two.presence.isOnline(ann));
        one.presence.disconnected(ann, Feed.millis());
        await(() -> !two.presence.isOnline(ann));
    }

    @Test
    void aNodeThatComesLaterIsToldWhoIsThere() {
        one.presence.connected(ann);
        await(() -> two.presence.isOnline(ann));
        TestNode three = node("three");
        await(() -> three.presence.isOnline(ann));
    }

    @Test
    void aNodeThatIsGoneTakesItsPeopleAlong() {
        one.presence.connected(ann);
        await(() -> two.presence.isOnline(ann));
        hub.leave("one");
        await(() -> !two.presence.isOnline(ann));
    }

    @Test
    void aNodeThatWasTakenForGoneIsAskedAgain() {
        one.presence.connected(ann);
        await(() -> two.presence.isOnline(ann));
        hub.rest();
        two.neighbours.present(Set.of());
        assertFalse(two.presence.isOnline(ann));

        two.neighbours.present(Set.of("one"));

        await(() -> two.presence.isOnline(ann));
    }

    @Test
    void presenceThatWasLostIsToldAnewHoweverManyThereAre() {
        List<String> many = IntStream.range(0, 5000).mapToObj(i -> "u1" + i).toList();
        many.forEach(one.presence::connected);
        await(() -> many.stream().allMatch(two.presence::isOnline));
        one.mute = true;
        one.presence.disconnected(many.get(4000), Feed.millis());
        one.presence.connected(ann);
        one.neighbours.tick();
        one.mute = false;
        assertTrue(two.presence.isOnline(many.get(4000)));

        hub.cut();

        await(() -> two.presence.isOnline(ann) && !two.presence.isOnline(many.get(4000)));
        assertEquals(4999, many.stream().filter(two.presence::isOnline).count());
    }

    @Test
    void whoTypesIsToldUntilHePosts() {
        await(() -> meets(one));
        one.presence.typing(ann, GENERAL, Feed.millis());
        await(() -> typing(two).equals(List.of(ann)));
        one.spine.post(ann, GENERAL, "typed");
        two.look();
        await(() -> typing(two).isEmpty());
    }

    @Test
    void whatWasTypedBeforeAPostIsNotToldAfterIt() {
        await(() -> meets(one));
        one.presence.typing(ann, GENERAL, Feed.millis());
        one.spine.post(ann, GENERAL, "typed");
        one.spine.post(ann, GENERAL, "acked after the one before was told to all of this node");
        one.neighbours.tick();
        one.presence.connected(ann);

        await(() -> two.presence.isOnline(ann));
        assertEquals(List.of(), typing(two));
    }

    @Test
    void aReadMarkIsToldToAllNodes() {
        await(() -> meets(one));
        one.spine.answer(ann, new Read(GENERAL, 2));
        await(() -> two.spine.directory.version(ann) == one.spine.directory.version(ann));
    }

    @Test
    void aReadMarkThatWasNotToldIsFoundInTheStore() {
        one.mute = true;
        for (int i = 0; i < 3; i++) {
            one.spine.answer(ann, new Read(GENERAL, i));
            two.neighbours.check();
            await(() -> two.spine.directory.version(ann) == one.spine.directory.version(ann));
        }
    }

    @Test
    void aNodeThatIsGoneMayNotHaveToldAll() {
        await(() -> meets(two));
        one.mute = true;
        one.spine.answer(ann, new Read(GENERAL, 2));
        hub.leave("one");
        await(() -> two.spine.directory.version(ann) == one.spine.directory.version(ann));
    }

    @Test
    void aSessionThatEndsAtOneNodeEndsAtAllOnce() {
        Opened opened = usedAtTwo();
        Spine.await(one.identity.close(one.identity.cached(opened.token()).orElseThrow()));

        await(() -> two.identity.cached(opened.token()).isEmpty());
        two.neighbours.check();
        await(() -> !two.ended.isEmpty());
        assertEquals(one.ended, two.ended);
        assertEquals(1, two.ended.size());
    }

    @Test
    void anEndThatWasNotToldIsFoundInTheStore() {
        Opened opened = usedAtTwo();
        one.mute = true;
        Spine.await(one.identity.close(one.identity.cached(opened.token()).orElseThrow()));
        assertTrue(two.identity.cached(opened.token()).isPresent());

        hub.cut();

        await(() -> one.ended.equals(two.ended));
        assertTrue(two.identity.cached(opened.token()).isEmpty());
    }

    @Test
    void whatIsNotUnderstoodIsPassedOver() {
        two.neighbours.told("one", "of a later version", "x");
        two.neighbours.told("one", "read", "no number");
        two.neighbours.told("one", "online", "");
        one.presence.connected(ann);
        await(() -> two.presence.isOnline(ann));
    }

    private Opened usedAtTwo() {
        Opened opened = Spine.await(
                        one.identity.open(one.spine.directory.user(ann).orElseThrow()))
                .orElseThrow();
        assertTrue(two.identity.find(opened.token()).isPresent());
        return opened;
    }

    /** Whether a node knows that it is not alone: what it types is told. */
    private boolean meets(TestNode node) {
        String somebody = node == one ? "u901" : "u902";
        if (node.presence.here().isEmpty()) {
            node.presence.connected(somebody);
        }
        return nodes.stream().allMatch(each -> each.presence.isOnline(somebody));
    }

    /** Who types, as ann is told. */
    private List<String> typing(TestNode node) {
        return node.presence.since(ann, 0).typing().getOrDefault(GENERAL, List.of());
    }

    private TestNode node(String name) {
        TestNode node = new TestNode(store, hub.open(name));
        nodes.add(node);
        return node;
    }

    /** Ticks until something is true. */
    private void await(BooleanSupplier condition) {
        Deadline.usual().await("it", () -> {
            nodes.forEach(node -> node.neighbours.tick());
            return condition.getAsBoolean();
        });
    }
}
