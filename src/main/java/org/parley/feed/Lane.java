package org.parley.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The small queue of a follower's control messages, such as acks: filled by any thread, emptied by its loop, bounded.
 */
final class Lane {
    private final int maxEntries;
    private final int maxBytes;

    @GuardedBy("this")
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(4);

    @GuardedBy("this")
    private int bytes;

    Lane(int maxEntries, int maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Adds a message; false when it does not fit. */
    synchronized boolean offer(byte[] json) {
        if (waiting.size() >= maxEntries || bytes + json.length > maxBytes) {
            return false;
        }
        bytes += json.length;
        return waiting.add(json);
    }

    /** Takes the oldest message, or null. */
    synchronized byte @Nullable [] poll() {
        byte[] json = waiting.poll();
        if (json != null) {
            bytes -= json.length;
        }
        return json;
    }
}
