package org.parley.spine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.StoreException;
import org.parley.testing.Deadline;

/** A store whose writer fails when it is told to, or waits, so that commands gather to one batch. */
public final class FaultyStore implements Store {
    /** Where a writer fails. */
    public enum Fault {
        NONE,
        LOCK,
        WRITE,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        PRUNE,
        /** Memory runs out, where nobody expects it. */
        ERROR
    }

    private final Store store;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public FaultyStore(Store store) {
        this.store = store;
    }

    public void fail(Fault next) {
        fault = next;
    }

    /** Lets the next transactions wait before they begin. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Waits until a transaction waits. */
    public void awaitHeld() {
        Deadline.usual().await("a transaction waits", () -> waiting.get() > 0);
    }

    public void release() {
        gate.countDown();
    }

    private void check(Fault where) {
        if (fault == Fault.ERROR) {
            throw new OutOfMemoryError("made to fail at " + where);
        } else if (fault == where) {
            throw new StoreException("made to fail at " + where, null);
        }
    }

    private void pass() {
        waiting.incrementAndGet();
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new StoreException("held for too long", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Writer writer() {
        return new FaultyWriter(store.writer());
    }

    @Override
    public Head head() {
        return store.head();
    }

    @Override
    public long first() {
        return store.first();
    }

    @Override
    public List<Event> after(long id, int limit) {
        return store.after(id, limit);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class FaultyWriter implements Writer {
        private final Writer writer;

        FaultyWriter(Writer writer) {
            this.writer = writer;
        }

        @Override
        public Head lock() {
            pass();
            check(Fault.LOCK);
            return writer.lock();
        }

        @Override
        public List<Event> after(long id, int limit) {
            return writer.after(id, limit);
        }

        @Override
        public Map<CommandKey, Known> known(List<CommandKey> keys) {
            return writer.known(keys);
        }

        @Override
        public void write(Batch batch) {
            check(Fault.WRITE);
            writer.write(batch);
        }

        @Override
        public void epoch(String epoch) {
            writer.epoch(epoch);
        }

        @Override
        public int prune(long eventsBefore, long keysBefore, int limit) {
            check(Fault.PRUNE);
            return writer.prune(eventsBefore, keysBefore, limit);
        }

        @Override
        public void commit() {
            check(Fault.BEFORE_COMMIT);
            writer.commit();
            check(Fault.AFTER_COMMIT);
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
    }
}
