package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * An event ready for its readers: the columns that decide who sees it, and its text, encoded once. The array is shared
 * by all readers and must not be changed.
 *
 * @param id the event's id
 * @param type the event's type
 * @param room the event's room, if any
 * @param subject the user it is about, if any
 * @param json the event as readers get it, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // shared bytes, never compared
public record Entry(
        long id,
        String type,
        @Nullable String room,
        @Nullable String subject,
        byte[] json) {
    /** Encodes an event. */
    public static Entry of(Event event, Encoding encoding) {
        return new Entry(event.id(), event.type(), event.room(), event.subject(), encoding.event(event));
    }
}
