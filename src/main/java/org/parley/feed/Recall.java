package org.parley.feed;

import org.parley.chat.Archive.Personal;

/**
 * Tells lines and polls what changed of personal state, as the store has it: with counts that are true at one event of
 * the log. A new line is told what changed before it came; what changes meanwhile waits for that, so that nothing older
 * is ever told after something newer. Belongs to the loop's thread.
 */
final class Recall {
    private final Loop loop;
    private final Parts parts;

    Recall(Loop loop, Parts parts) {
        this.loop = loop;
        this.parts = parts;
    }

    /** Looks up what changed since the version that a new line has. */
    void begin(Follower follower) {
        String user = follower.reader.user();
        if (follower.mineKnown < parts.directory().version(user)) {
            follower.recalling = true;
            parts.pages()
                    .personal(
                            user,
                            follower.mineKnown,
                            mine -> loop.execute(() -> recalled(follower, mine)),
                            failed -> follower.close(Ending.FAILED));
        }
    }

    /** A user's personal state changed: it is read, once however often it changes meanwhile. */
    void changed(Slot slot, long version) {
        slot.changed = Math.max(slot.changed, version);
        read(slot);
    }

    /** Reads again what could not be read. */
    void retry() {
        loop.index().slots().forEach(this::read);
    }

    private void read(Slot slot) {
        if (slot.changed > slot.told && !slot.recalling && !slot.isEmpty()) {
            long to = slot.changed;
            slot.recalling = true;
            parts.pages()
                    .personal(
                            slot.user,
                            slot.told,
                            mine -> loop.execute(() -> told(slot, to, mine)),
                            failed -> loop.execute(() -> slot.recalling = false));
        }
    }

    private void told(Slot slot, long to, Personal mine) {
        slot.recalling = false;
        slot.told = Math.max(to, mine.version());
        if (!mine.read().isEmpty()) {
            loop.tell(slot, mine);
        }
        read(slot);
    }

    private void recalled(Follower follower, Personal mine) {
        follower.recalling = false;
        news(follower, mine);
        follower.mineKnown = mine.version();
        loop.lines().serve(follower);
    }

    /** Personal state changed; only the newest of it is ever waiting, and nothing that the line knows already. */
    void news(Follower follower, Personal news) {
        boolean fromNowOn = follower.mineKnown == Long.MAX_VALUE;
        if (fromNowOn || news.version() > follower.mineKnown) {
            Personal waiting = follower.mine;
            follower.mine = waiting == null ? news : waiting.with(news);
        }
    }
}
