package org.parley.log;

import org.jspecify.annotations.Nullable;

/**
 * Commands of one connection or body, whose order counts: when one of them could not be written, those behind it in the
 * journal's queue are refused likewise until its key comes again. Read and written by the {@link Journal}'s thread
 * only.
 */
public final class Line {
    private @Nullable String blocked;

    /** Whether a command may be decided; the one that blocked the line frees it. */
    boolean admits(@Nullable String key) {
        if (blocked != null && blocked.equals(key)) {
            blocked = null;
        }
        return blocked == null;
    }

    /** Nothing passes until this key comes again; the first to block a line counts. */
    void block(@Nullable String key) {
        if (blocked == null) {
            blocked = key;
        }
    }
}
