package org.parley.feed;

import org.jspecify.annotations.Nullable;
import org.parley.log.Cursor;

/**
 * How a transport wraps a JSON message. Thread-safe; one instance a transport, so that readers can share what it made.
 */
public interface Framing {
    /**
     * Wraps a message.
     *
     * @param json the message, UTF-8
     * @param cursor where the reader stands after it; null when it does not move him
     */
    Frame frame(byte[] json, @Nullable Cursor cursor);
}
