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
    private final ArrayDeque<Control> waiting = new ArrayDeque<>(4);

    @GuardedBy("this")
    private int bytes;

    Lane(int maxEntries, int maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** A message, and what to do once it was taken. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Control(byte[] json, Runnable taken) {}

    /** Adds a message; false when it does not fit. */
    synchronized boolean offer(Control control) {
        if (waiting.size() >= maxEntries || bytes + control.json().length > maxBytes) {
            return false;
        }
        bytes += control.json().length;
        return waiting.add(control);
    }

    /** Takes the oldest message, or null. */
    synchronized @Nullable Control poll() {
        Control control = waiting.poll();
        if (control != null) {
            bytes -= control.json().length;
        }
        return control;
    }
}
