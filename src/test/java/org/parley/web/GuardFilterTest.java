package org.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.parley.identity.Sessions;
import org.parley.spine.Spine;
import org.parley.testing.Deadline;

/** Those who come with a session that is not in memory, while the store hangs; and from where they come. */
class GuardFilterTest {
    private static final int LOOKUPS = 16;
    private static final int UNAVAILABLE = 503;
    private static final int MALFORMED = 400;

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

    @Test
    void aRequestHasOneOriginOrNone() throws Exception {
        store.countDown();
        try (Spine spine = Spine.inMemory()) {
            GuardFilter filter = GuardFilter.open(identity(spine), "test", Origins.of("https://tools.example"));
            assertEquals(0, comes(filter, "").get(15, TimeUnit.SECONDS));
            assertEquals(0, comes(filter, "http://here").get(15, TimeUnit.SECONDS));
            assertEquals(0, comes(filter, "https://tools.example").get(15, TimeUnit.SECONDS));
            assertEquals(3, passed.get());
            for (String second : List.of("http://evil.example", "http://here", "https://tools.example", "null")) {
                assertEquals(MALFORMED, comes(filter, "http://here\n" + second).get(15, TimeUnit.SECONDS));
            }
            assertEquals(3, passed.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private Future<Integer> comes(GuardFilter filter) {
        return comes(filter, "");
    }

    /** The status that the filter answers; 0 when it lets the request pass. */
    private Future<Integer> comes(GuardFilter filter, String origins) {
        Map<String, String> headers = Map.of("Authorization", "Bearer x", "Host", "here", "Origin", origins);
        FakeExchange exchange = new FakeExchange(headers, Map.of());
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
                new SlowSessions(),
                new Passwords(Runnable::run),
                Runnable::run,
                Duration.ofDays(1),
                Clock.systemUTC(),
                (user, session, here) -> {});
    }

    /** None is there, which it takes its time to find out. */
    private final class SlowSessions implements Sessions {
        @Override
        public Optional<Session> find(String hash) {
            asking.incrementAndGet();
            try {
                store.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.empty();
        }

        @Override
        public Set<String> among(Collection<String> ids) {
            return Set.of();
        }
    }
}
