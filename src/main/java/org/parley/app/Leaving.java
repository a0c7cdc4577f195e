package org.parley.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a node stops, in the time that is set for it. For one thread, once. */
final class Leaving {
    /**
     * By then proxies have noticed that a node is not ready (docs/cluster). Until then they send it requests, the more
     * since it has no lines left, and some of them they can't send anywhere else when they fail.
     */
    private static final Duration NOTICED = Duration.ofSeconds(3);

    private final Node node;
    private final long begin = System.nanoTime();

    Leaving(Node node) {
        this.node = node;
    }

    /**
     * Lets nobody new in, tells everybody to come back, and finishes what was accepted.
     *
     * @param elsewhere whether there are other nodes to come to
     */
    void go(boolean elsewhere) {
        Duration longest = node.settings.drain();
        node.comparisons.close();
        node.feed.drain(longest, elsewhere);
        if (elsewhere) {
            Duration half = longest.dividedBy(2);
            LockSupport.parkNanos(
                    left(NOTICED.compareTo(half) < 0 ? NOTICED : half).toNanos());
        }
        node.journal.close(left(longest));
        node.threads.awaitClosers(left(longest));
    }

    private Duration left(Duration longest) {
        return Duration.ofNanos(Math.max(0, begin + longest.toNanos() - System.nanoTime()));
    }
}
