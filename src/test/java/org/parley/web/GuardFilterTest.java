package org.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.identity.Identity;
import org.parley.identity.Origins;
import org.parley.identity.Passwords;
import org.parley.identity.Session;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;

/** Those who come with a session that is not in memory, while the store hangs. */
class GuardFilterTest {
    private static final int LOOKUPS = 16;
    private static final int UNAVAILABLE = 503;

    private final CountDownLatch store = new CountDownLatch(1);
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    void noMoreThan16ThreadsOfTheContainerWaitForIt() throws Exception {
        try (Spine spine = Spine.inMemory()) {
            GuardFilter filter = GuardFilter.open(identity(spine), "test", Origins.of(""));
            List<Future<Integer>> first =
                    IntStream.range(0, LOOKUPS).mapToObj(i -> comes(filter)).toList();
            Deadline.usual().await("as many look up as may", () -> asking.get() == LOOKUPS);

            assertEquals(UNAVAILABLE, comes(filter).get(15, TimeUnit.SECONDS));
            assertEquals(LOOKUPS, asking.get());
            assertEquals(0, passed.get());
            store.countDown();
            for (Future<Integer> one : first) {
                assertEquals(0, one.get(15, TimeUnit.SECONDS));
            }
            assertEquals(0, comes(filter).get(15, TimeUnit.SECONDS));
            assertEquals(LOOKUPS + 1, passed.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The status that the filter answers; 0 when it lets the request pass. */
    private Future<Integer> comes(GuardFilter filter) {
        FakeExchange exchange = new FakeExchange(Map.of("Authorization", "Bearer x"), Map.of());
        return threads.submit(() -> {
            filter.doFilter(exchange.request(), exchange.response(), (request, response) -> passed.incrementAndGet());
            return exchange.status();
        });
    }

    private Identity identity(Spine spine) {
        return new Identity(
                spine.journal,
                spine.directory,
                spine.database.accounts(),
                this::find,
                new Passwords(Runnable::run),
                Runnable::run,
                Duration.ofDays(1),
                Clock.systemUTC(),
                (user, session) -> {});
    }

    private Optional<Session> find(String hash) {
        asking.incrementAndGet();
        try {
            store.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Optional.empty();
    }
}
