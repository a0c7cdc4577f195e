package org.parley.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.testing.Deadline;

/**
 * A store that counts how often events were read from it, and the head, and lets who asks for the head wait for the
 * answer.
 */
final class WatchedStore implements Store {
    private final Store store;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger heads = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    WatchedStore(Store store) {
        this.store = store;
    }

    int reads() {
        return reads.get();
    }

    int heads() {
        return heads.get();
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void awaitHeld() {
        Deadline.usual().await("that somebody waits", () -> waiting.get() > 0);
    }

    void release() {
        gate.countDown();
    }

    @Override
    public Head head() {
        heads.incrementAndGet();
        Head head = store.head();
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.decrementAndGet();
        return head;
    }

    @Override
    public List<Event> after(long id, int limit) {
        reads.incrementAndGet();
        return store.after(id, limit);
    }

    @Override
    public long first() {
        return store.first();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public Writer writer() {
        Writer writer = store.writer();
        return new Writer() {
            @Override
            public Head lock() {
                return writer.lock();
            }

            @Override
            public List<Event> after(long id, int limit) {
                reads.incrementAndGet();
                return writer.after(id, limit);
            }

            @Override
            public Map<CommandKey, Known> known(List<CommandKey> keys) {
                return writer.known(keys);
            }

            @Override
            public void write(Batch batch) {
                writer.write(batch);
            }

            @Override
            public void epoch(String epoch) {
                writer.epoch(epoch);
            }

            @Override
            public int prune(long eventsBefore, long keysBefore, int limit) {
                return writer.prune(eventsBefore, keysBefore, limit);
            }

            @Override
            public void commit() {
                writer.commit();
            }

            @Override
            public void rollback() {
                writer.rollback();
            }

            @Override
            public boolean isBroken() {
                return writer.isBroken();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }
}
