package org.parley.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.chat.AccessPolicy;
import org.parley.log.Entry;
import org.parley.log.EventLog;

/** Reads a piece of the log for one reader. Thread-safe. */
final class Scan {
    /** Most events looked at for one answer. */
    static final int FURTHEST = 4096;

    private final EventLog log;
    private final AccessPolicy access;
    private final int maxEvents;
    private final int maxBytes;

    Scan(EventLog log, AccessPolicy access, FeedLimits limits) {
        this.log = log;
        this.access = access;
        this.maxEvents = limits.batchEvents();
        this.maxBytes = limits.batchBytes();
    }

    /**
     * A piece of the log.
     *
     * @param events what the reader may see of it
     * @param bytes how many bytes these are
     * @param to the last event it covers
     */
    record Chunk(List<Entry> events, int bytes, long to) {}

    /** A source of events by id; null for one it does not have. */
    private interface Source {
        @Nullable
        Entry get(long id);
    }

    /**
     * What follows {@code after}, up to {@code last} at most, from the window; empty when it is no longer all there.
     */
    Optional<Chunk> recent(String user, long after, long last) {
        return recent(user, after, last, maxBytes);
    }

    /** The same with so many bytes of events at most; one event always fits. */
    Optional<Chunk> recent(String user, long after, long last, int most) {
        return scan(user, after, Math.min(last, after + FURTHEST), most, log::get);
    }

    /** The same from a page of the store, which holds all that follows {@code after} as far as it goes. */
    Chunk page(String user, long after, List<Entry> page) {
        return page(user, after, page, maxBytes);
    }

    /** The same with so many bytes of events at most. */
    Chunk page(String user, long after, List<Entry> page, int most) {
        return scan(user, after, after + page.size(), most, id -> page.get((int) (id - after - 1)))
                .orElseThrow();
    }

    private Optional<Chunk> scan(String user, long after, long last, int most, Source source) {
        int limit = Math.min(maxBytes, most);
        List<Entry> events = new ArrayList<>();
        int bytes = 0;
        long to = after;
        while (to < last && events.size() < maxEvents) {
            Entry entry = source.get(to + 1);
            if (entry == null) {
                return Optional.empty();
            }
            if (access.visible(user, entry)) {
                int size = entry.json().length;
                if (bytes + size > limit && !events.isEmpty()) {
                    break;
                }
                events.add(entry);
                bytes += size;
            }
            to++;
        }
        return Optional.of(new Chunk(events, bytes, to));
    }
}
