package org.parley.feed;

import org.parley.chat.Archive.Personal;

/**
 * Brings a line's personal state up to date. What changed before the line came is read from the store; what changes
 * meanwhile waits for that, so that nothing older is ever told after something newer. Belongs to the loop's thread.
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

    private void recalled(Follower follower, Personal mine) {
        follower.recalling = false;
        news(follower, mine);
        follower.mineKnown = mine.version();
        loop.serve(follower);
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
