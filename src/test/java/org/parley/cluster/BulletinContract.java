package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.log.Bulletins;
import org.parley.testing.Deadline;

/** What every engine of bulletins does alike. */
abstract class BulletinContract {
    /** The bulletins of one more node. */
    abstract Bulletins open(String node);

    /** The node leaves. */
    abstract void leave(String node);

    /** Breaks every connection over which bulletins come and go. */
    abstract void cut();

    @Test
    void everybodyElseHearsWhatIsPostedInItsOrder() {
        Ear one = listen("one");
        Ear two = listen("two");
        Ear three = listen("three");

        one.bulletins.post("online", "+ u1");
        one.bulletins.post("online", "- u1");
        one.bulletins.post("ended", "u1 aSession");

        List<String> said = List.of("one online + u1", "one online - u1", "one ended u1 aSession");
        two.await(said);
        three.await(said);
        three.bulletins.post("who", "");
        one.await(List.of("three who "));
    }

    @Test
    void whatIsManyOrLongArrivesWholeAndInOrder() {
        Ear one = listen("one");
        Ear two = listen("two");
        String longest = "é".repeat(Bulletins.LONGEST / 2);
        one.bulletins.post("long", longest);
        List<String> said = new ArrayList<>(List.of("one long " + longest));
        IntStream.range(0, 5000).forEach(i -> {
            one.bulletins.post("many", "number " + i);
            said.add("one many number " + i);
        });

        two.await(said);
        assertThrows(IllegalArgumentException.class, () -> one.bulletins.post("long", longest + "!"));
    }

    @Test
    void aConnectionThatBreaksIsReplacedAndTold() {
        Ear one = listen("one");
        Ear two = listen("two");
        for (int i = 1; i <= 3; i++) {
            int byOne = one.timesMissed();
            int byTwo = two.timesMissed();
            cut();
            one.awaitMissed(byOne + 1);
            two.awaitMissed(byTwo + 1);
            one.bulletins.post("number", "" + i);
            two.await(List.of("one number " + i));
        }
    }

    @Test
    void whoClosedHearsNothingMore() {
        Ear one = listen("one");
        Ear closed = listen("two");
        Ear open = listen("three");
        closed.bulletins.close();

        one.bulletins.post("number", "1");
        open.await(List.of("one number 1"));
        one.bulletins.post("number", "2");
        open.await(List.of("one number 2"));

        assertEquals(List.of(), closed.heard);
    }

    @Test
    void everybodyKnowsWhoElseIsThere() {
        Ear one = listen("one");
        one.awaitOthers(Set.of());
        Ear two = listen("two");
        one.awaitOthers(Set.of("two"));
        two.awaitOthers(Set.of("one"));
        leave("two");
        one.awaitOthers(Set.of());
    }

    /** A node that listens. */
    Ear listen(String node) {
        Ear ear = new Ear(open(node));
        ear.bulletins.listen(ear);
        ear.awaitMissed(1);
        return ear;
    }

    /** Remembers what was told. */
    static final class Ear implements Bulletins.Listener {
        final Bulletins bulletins;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger missed = new AtomicInteger();
        private final List<Set<String>> others = new CopyOnWriteArrayList<>(List.of(Set.of("nobody knows")));

        Ear(Bulletins bulletins) {
            this.bulletins = bulletins;
        }

        @Override
        public void told(String node, String topic, String text) {
            heard.add(node + ' ' + topic + ' ' + text);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        @Override
        public void present(Set<String> nodes) {
            others.add(nodes);
        }

        List<String> heard() {
            return List.copyOf(heard);
        }

        /** Waits until this was heard in a row. */
        void await(List<String> said) {
            Deadline.usual().await("hearing of " + said.size() + " bulletins", () -> {
                List<String> all = heard(); // more may come at any moment
                return all.size() >= said.size() && said.equals(all.subList(all.size() - said.size(), all.size()));
            });
        }

        int timesMissed() {
            return missed.get();
        }

        void awaitMissed(int times) {
            Deadline.usual().await("that it listens", () -> missed.get() >= times);
        }

        void awaitOthers(Set<String> nodes) {
            Deadline.usual()
                    .await(
                            "that these are there: " + nodes,
                            () -> lastOf(others()).equals(nodes));
        }

        /** Who else was there, each time that it was told. */
        List<Set<String>> others() {
            return List.copyOf(others);
        }

        private static Set<String> lastOf(List<Set<String>> told) {
            return told.get(told.size() - 1);
        }
    }
}
