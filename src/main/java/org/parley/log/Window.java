package org.parley.log;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events in memory, each encoded once: a ring that the {@link Journal}'s thread fills and any thread reads
 * without a lock. An entry is in place before {@link #last} says so; a reader that meets an evicted place gets null and
 * turns to the store.
 */
final class Window {
    private final AtomicReferenceArray<@Nullable Entry> ring;
    private final int mask;
    private final long maxBytes;
    private long bytes;
    private volatile long first = 1;
    private volatile Cursor last = new Cursor("none", 0);

    /**
     * @param maxEvents most events kept, rounded up to a power of two
     * @param maxBytes most bytes of encoded events kept
     */
    Window(int maxEvents, long maxBytes) {
        int size = Integer.highestOneBit(Math.max(2, maxEvents) - 1) << 1;
        this.ring = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.maxBytes = maxBytes;
    }

    /** The newest event's position. */
    Cursor last() {
        return last;
    }

    /** The id of the oldest event kept; {@code last + 1} when none is. */
    long first() {
        return first;
    }

    /** The event with this id, or null when it is not in the window. */
    @Nullable
    Entry get(long id) {
        Entry entry = ring.get((int) (id & mask));
        return entry != null && entry.id() == id ? entry : null;
    }

    /** Forgets all and goes on from a position. */
    void reset(Cursor position) {
        for (int i = 0; i <= mask; i++) {
            ring.set(i, null);
        }
        bytes = 0;
        first = position.id() + 1;
        last = position;
    }

    /** Adds the events that follow {@link #last}; readers see all of them or none. */
    void add(List<Entry> entries) {
        for (Entry entry : entries) {
            evictFor(entry);
            ring.set((int) (entry.id() & mask), entry);
            bytes += entry.json().length;
        }
        if (!entries.isEmpty()) {
            last = last.at(entries.get(entries.size() - 1).id());
        }
    }

    private void evictFor(Entry entry) {
        long oldest = first;
        while (oldest < entry.id() && (entry.id() - oldest > mask || bytes + entry.json().length > maxBytes)) {
            Entry evicted = get(oldest);
            if (evicted != null) {
                bytes -= evicted.json().length;
                ring.set((int) (oldest & mask), null);
            }
            oldest++;
        }
        first = oldest;
    }
}
