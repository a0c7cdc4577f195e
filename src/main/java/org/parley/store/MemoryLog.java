package org.parley.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;
import org.parley.log.Store.CommandKey;
import org.parley.log.Store.NewKey;
import org.parley.log.StoreException;

/** Events, keys and the head, as committed. Not thread-safe: guarded by {@link Memory}. */
final class MemoryLog {
    private final TreeMap<Long, Event> events = new TreeMap<>();
    private final Map<CommandKey, NewKey> keys = new HashMap<>();
    private Head head;

    MemoryLog(String epoch) {
        head = new Head(epoch, 0, 0, 0);
    }

    Head head() {
        return head;
    }

    long first() {
        return events.isEmpty() ? head.id() + 1 : events.firstKey();
    }

    List<Event> after(long id, int limit) {
        return events.tailMap(id, false).values().stream().limit(limit).toList();
    }

    Map<CommandKey, Store.Known> known(List<CommandKey> wanted) {
        Map<CommandKey, Store.Known> found = new HashMap<>();
        for (CommandKey key : wanted) {
            NewKey kept = keys.get(key);
            if (kept != null) {
                found.put(key, kept.known());
            }
        }
        return found;
    }

    /** Refuses what a database's primary keys would refuse. */
    void check(Store.Batch batch) {
        for (Event event : batch.events()) {
            if (events.containsKey(event.id())) {
                throw new StoreException("There is an event " + event.id() + " already", null);
            }
        }
        for (NewKey key : batch.keys()) {
            if (keys.containsKey(key.key())) {
                throw new StoreException("The key " + key.key() + " is known already", null);
            }
        }
    }

    void add(Store.Batch batch) {
        batch.events().forEach(event -> events.put(event.id(), event));
        batch.keys().forEach(key -> keys.put(key.key(), key));
        head = batch.head();
    }

    void epoch(String epoch) {
        head = new Head(epoch, head.id(), head.at(), head.version());
    }

    /** The last event of the prefix that {@link #prune} may take. */
    long prunable(long before, int limit) {
        return events.values().stream()
                .limit(limit)
                .takeWhile(event -> event.at() < before)
                .mapToLong(Event::id)
                .max()
                .orElse(0);
    }

    void prune(long last, long keysBefore) {
        events.headMap(last, true).clear();
        keys.values().removeIf(key -> key.at() < keysBefore);
    }
}
