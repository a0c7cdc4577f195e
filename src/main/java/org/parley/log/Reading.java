package org.parley.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far this node has read the log, and the reading of what others added to it. Used by the journal's thread only.
 *
 * <p>It reads from the last event that it knows, that one included: where the log was put back to an older state and
 * went on from there, another event stands in its place.
 */
final class Reading {
    private static final int PAGE = 256;

    private final Decider decider;
    private final Encoding encoding;
    private final Window window;
    private final List<Change> news = new ArrayList<>();

    /** The event that the window ends with; null when it was not read as an event. */
    private @Nullable Event last;

    Reading(Decider decider, Encoding encoding, Window window) {
        this.decider = decider;
        this.encoding = encoding;
        this.window = window;
    }

    /** Where events come from: inside a transaction, or not. */
    interface Source {
        /** At most so many events after this id, in order. */
        List<Event> after(long id, int limit);
    }

    /** How far it has come. */
    Cursor position() {
        return window.last();
    }

    /** Reads the state afresh. */
    void load() {
        Head head = decider.load();
        last = null;
        window.reset(head.cursor());
    }

    /** Whether the log still holds, where this node stands, what it has read there; true where that was pruned. */
    boolean standsIn(Source source) {
        return last == null || source.after(last.id() - 1, 1).stream().allMatch(this::matches);
    }

    /**
     * Reads on to an id at least. Answers false, and stays where it is, when the log holds another event where this
     * node has read one.
     */
    boolean follow(long id, Source source) {
        while (position().id() < id) {
            List<Event> events = source.after(last == null ? position().id() : last.id() - 1, PAGE);
            if (!events.stream().limit(1).allMatch(this::matches)) {
                return false;
            }
            add(events.stream().filter(event -> event.id() > position().id()).toList());
        }
        return true;
    }

    /**
     * Reads a page on, if it follows what this node has read last, in the same epoch; answers whether it has come to
     * this id then. Else only the head can tell how the log goes on.
     */
    boolean reaches(long id, Source source) {
        if (last == null) {
            return false;
        }
        List<Event> events = source.after(last.id() - 1, PAGE);
        String epoch = position().epoch();
        boolean follow = !events.isEmpty()
                && events.get(0).id() == last.id()
                && matches(events.get(0))
                && events.stream().skip(1).allMatch(event -> event.epoch().equals(epoch));
        if (follow && events.size() > 1) {
            add(events.subList(1, events.size()));
        }
        return position().id() >= id;
    }

    private void add(List<Event> events) {
        if (events.isEmpty() || events.get(0).id() != position().id() + 1) {
            load(); // it was pruned before this node read it
            return;
        }
        news.addAll(decider.observed(events));
        window.add(events.stream().map(event -> Entry.of(event, encoding)).toList());
        last = events.get(events.size() - 1);
    }

    /** Takes over what another node tells that it wrote, where that follows what this one has read; else nothing. */
    void hear(Ring ring) {
        if (last != null && ring.head().epoch().equals(position().epoch())) {
            List<Event> events = ring.following(last);
            if (!events.isEmpty()) {
                add(events);
            }
        }
    }

    /** What others are to hear of a batch that this node committed, and does not know yet itself. */
    Ring ring(Store.Batch batch) {
        return last == null ? Ring.at(batch.head().cursor()) : Ring.of(last, batch);
    }

    /** Takes over what this node itself wrote. */
    void wrote(List<Event> events, List<Entry> entries) {
        window.add(entries);
        if (!events.isEmpty()) {
            last = events.get(events.size() - 1);
        }
    }

    /** What was read of others' changes since this was asked last. */
    List<Change> takeNews() {
        List<Change> taken = List.copyOf(news);
        news.clear();
        return taken;
    }

    /** All but the body is compared: that may be redacted. */
    private boolean matches(Event event) {
        return last == null || event.id() != last.id() || event.hasEnvelopeOf(last);
    }
}
