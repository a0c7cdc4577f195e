package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the log keeps it. Who may see it is decided from the columns alone, never from the body,
 * so that a node carries events of kinds that only a newer one knows.
 *
 * @param id contiguous over the log, 1 … 2^53-1
 * @param epoch the history it was written in
 * @param at milliseconds since 1970 UTC; not below that of the event before
 * @param type what happened, such as {@code message}
 * @param v version of the body's form, from 1
 * @param room the room it happened in, if any
 * @param subject the user it is about, if any; he always sees it
 * @param actor the user who did it
 * @param key the key of the command that caused it, if it had one
 * @param body the other fields, as a JSON object; opaque here
 */
public record Event(
        long id,
        String epoch,
        long at,
        String type,
        int v,
        @Nullable String room,
        @Nullable String subject,
        String actor,
        @Nullable String key,
        String body) {
    /** All but the body, which is empty: that may be redacted later. */
    public Event envelope() {
        return new Event(id, epoch, at, type, v, room, subject, actor, key, "");
    }

    /** Whether it is the same one, as far as can be told without the body. */
    boolean hasEnvelopeOf(Event other) {
        return envelope().equals(other.envelope());
    }
}
