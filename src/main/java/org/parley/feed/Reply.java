package org.parley.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Archive.Personal;
import org.parley.chat.Presence.Now;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.EventLog;

/** What a reader is answered. */
public sealed interface Reply {
    /**
     * The next events it may see.
     *
     * @param cursor how far it has read now; moves on even when nothing was visible
     * @param events in log order
     * @param more whether to ask again at once
     * @param replaced whether a newer poll of the same client took this one's place
     * @param mine personal state that changed, if any
     * @param now what changed of presence, if asked for
     */
    record Batch(
            Cursor cursor,
            List<Entry> events,
            boolean more,
            boolean replaced,
            @Nullable Personal mine,
            @Nullable Now now)
            implements Reply {
        /** Events and nothing else. */
        static Batch of(Cursor cursor, List<Entry> events, boolean more) {
            return new Batch(cursor, events, more, false, null, null);
        }

        /** Nothing new up to a cursor. */
        static Batch empty(Cursor cursor) {
            return of(cursor, List.of(), false);
        }

        /** The same, with personal state and presence. */
        Batch with(@Nullable Personal newMine, @Nullable Now newNow) {
            return new Batch(cursor, events, more, replaced, newMine, newNow);
        }
    }

    /**
     * The log can't be read from the cursor; the client takes a fresh state.
     *
     * @param cause why
     * @param first the oldest position that can be read from
     * @param head the newest
     */
    record Gone(EventLog.Gone cause, Cursor first, Cursor head) implements Reply {}

    /** The session ended. */
    record Ended() implements Reply {}

    /** The store could not be read. */
    record Failed() implements Reply {}
}
