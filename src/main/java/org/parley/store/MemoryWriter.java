package org.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.StoreException;

/** A transaction that is kept aside until it is committed; the lock of the head is a semaphore. */
final class MemoryWriter implements Store.Writer {
    private static final long LONGEST_WAIT = 5;

    private final Memory memory;
    private final Semaphore turn;
    private final List<Consumer<Memory.Tables>> steps = new ArrayList<>();
    private boolean locked;

    MemoryWriter(Memory memory, Semaphore turn) {
        this.memory = memory;
        this.turn = turn;
    }

    @Override
    public Head lock() {
        try {
            if (!locked && !turn.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
                throw new StoreException("The log could not be locked", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The log could not be locked", e);
        }
        locked = true;
        return memory.read(tables -> tables.log().head());
    }

    @Override
    public List<Event> after(long id, int limit) {
        return memory.read(tables -> tables.log().after(id, limit));
    }

    @Override
    public Map<Store.CommandKey, Store.Known> known(List<Store.CommandKey> keys) {
        return memory.read(tables -> tables.log().known(keys));
    }

    @Override
    public void write(Store.Batch batch) {
        memory.change(List.of(tables -> tables.log().check(batch)));
        Store.Batch kept = new Store.Batch(
                batch.head(), List.copyOf(batch.events()), List.copyOf(batch.keys()), List.copyOf(batch.changes()));
        steps.add(tables -> tables.log().add(kept));
        steps.add(tables -> tables.projections().apply(kept.changes()));
    }

    @Override
    public void epoch(String epoch) {
        steps.add(tables -> tables.log().epoch(epoch));
    }

    @Override
    public int prune(long eventsBefore, long keysBefore, int limit) {
        return memory.read(tables -> {
            long first = tables.log().first();
            long last = tables.log().prunable(eventsBefore, limit);
            steps.add(later -> later.log().prune(last, keysBefore));
            return (int) Math.max(0, last - first + 1);
        });
    }

    @Override
    public void commit() {
        memory.change(steps);
        rollback();
    }

    @Override
    public void rollback() {
        steps.clear();
        if (locked) {
            locked = false;
            turn.release();
        }
    }

    @Override
    public boolean isBroken() {
        return false;
    }

    @Override
    public void close() {
        rollback();
    }
}
