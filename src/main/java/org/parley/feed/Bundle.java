package org.parley.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;
import org.parley.log.Entry;

/**
 * A set of a round's events that some readers may all see, as a path in a tree: whoever sees the same events ends at
 * the same bundle, and so shares the frames made from it.
 */
final class Bundle {
    private final @Nullable Bundle before;
    private final @Nullable Entry last;
    private final Map<Long, Bundle> longer = new HashMap<>(2);
    private final Map<Framing, Frame> frames = new HashMap<>(4);
    private @Nullable List<Entry> events;

    // What was asked for last is mostly asked for next: most readers of a round see the same, in the same framing.
    private @Nullable Bundle latest;
    private @Nullable Framing framed;
    private @Nullable Frame frame;
    final int size;
    final int bytes;

    /** The bundle of nothing. */
    Bundle() {
        this(null, null, 0, 0);
    }

    private Bundle(@Nullable Bundle before, @Nullable Entry last, int size, int bytes) {
        this.before = before;
        this.last = last;
        this.size = size;
        this.bytes = bytes;
    }

    /** This and one more event. */
    Bundle plus(Entry entry) {
        Bundle known = latest;
        if (known != null && known.last != null && known.last.id() == entry.id()) {
            return known;
        }
        Bundle next = longer.computeIfAbsent(
                entry.id(), id -> new Bundle(this, entry, size + 1, bytes + entry.json().length));
        latest = next;
        return next;
    }

    /** The events, in log order. */
    List<Entry> events() {
        if (events == null) {
            List<Entry> list = new ArrayList<>(size);
            for (Bundle at = this; at != null && at.last != null; at = at.before) {
                list.add(at.last);
            }
            Collections.reverse(list);
            events = list;
        }
        return events;
    }

    /** The events as one delivery, framed once for all. */
    Frame frame(Framing framing, Messages messages, Cursor cursor) {
        Frame known = frame;
        if (known != null && framed == framing) {
            return known;
        }
        Frame made = frames.computeIfAbsent(
                framing, by -> by.frame(messages.batch(Reply.Batch.of(cursor, events(), false)), cursor));
        framed = framing;
        frame = made;
        return made;
    }
}
