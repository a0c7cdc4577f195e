package org.parley.store;

import java.nio.charset.StandardCharsets;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange.Message;

/** Counts what is put on a page of history. */
final class PageSize {
    private final int limit;
    private int count;
    private long bytes;
    private boolean full;

    /** Nothing is on it; there is place for so many messages. */
    PageSize(int limit) {
        this.limit = limit;
    }

    /** Whether the next message has a place, which it takes then. The first one always has. */
    boolean takes(Message message) {
        bytes += message.text().getBytes(StandardCharsets.UTF_8).length;
        full = count == limit || (count > 0 && bytes > Archive.PAGE_BYTES);
        count++;
        return !full;
    }

    /** Whether one had no place. */
    boolean isFull() {
        return full;
    }
}
