package org.parley.log;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * That a node went on with the log, as it tells the others after its commit.
 *
 * @param head how far the log has come
 * @param events what was added, and before it the event that it follows, with an empty body; none, if whoever is told
 *     has to look for himself
 */
public record Ring(Cursor head, List<Event> events) {
    /** What an event takes in memory besides its body, in bytes; about. */
    private static final int ENVELOPE = 256;

    /** Nobody changes the list. */
    public Ring {
        events = List.copyOf(events);
    }

    /** A ring that says how far the log has come, and not by what. */
    public static Ring at(Cursor head) {
        return new Ring(head, List.of());
    }

    /** What it takes in memory, in bytes; about. */
    int size() {
        return ENVELOPE
                + events.stream()
                        .mapToInt(event -> ENVELOPE + event.body().length())
                        .sum();
    }

    /**
     * What it adds to a log of its epoch that ends with this event; nothing, if that can't be told from it, or it is
     * known already.
     */
    List<Event> following(Event last) {
        int at = IntStream.range(0, events.size())
                .filter(i -> events.get(i).id() == last.id())
                .findFirst()
                .orElse(events.size());
        if (at == events.size() || !events.get(at).hasEnvelopeOf(last) || !isWhole()) {
            return List.of();
        }
        return events.subList(at + 1, events.size());
    }

    /** Whether the events follow each other, the first one aside in one epoch, and lead to the head. */
    private boolean isWhole() {
        return IntStream.range(0, events.size())
                .allMatch(i -> events.get(i).id() == head.id() - events.size() + 1 + i
                        && (i == 0 || events.get(i).epoch().equals(head.epoch())));
    }

    /** The ring of a batch that follows this event. */
    static Ring of(Event before, Store.Batch batch) {
        List<Event> events = new ArrayList<>();
        events.add(before.envelope());
        events.addAll(batch.events());
        return new Ring(batch.head().cursor(), events);
    }
}
