package org.parley.feed;

import org.parley.log.Cursor;

/**
 * Watches over a loop's lines: ends those that are dead, and keeps the idle ones alive. Belongs to the loop's thread.
 */
final class Vigil {
    private final Loop loop;
    private final Lines lines;
    private final Parts parts;

    Vigil(Loop loop, Lines lines, Parts parts) {
        this.loop = loop;
        this.lines = lines;
        this.parts = parts;
    }

    /** Looks at each line; answers how many events the last of those that stay lacks, 0 when there is none. */
    long keep(long now) {
        long heartbeat = parts.limits().heartbeat().toMillis();
        Cursor head = parts.log().head();
        long furthest = 0;
        for (Follower follower : lines.all()) {
            if (!follower.ready) {
                progress(follower, now);
            }
            Cursor at = lines.cursor(follower);
            if (isTooSlow(follower, at, now)) {
                lines.close(follower, Ending.TOO_SLOW);
            } else if (follower.sink.twoWay() && now - follower.heard > 2 * heartbeat) {
                lines.close(follower, Ending.SILENT);
            } else {
                furthest = at.epoch().equals(head.epoch()) ? Math.max(furthest, head.id() - at.id()) : furthest;
                if (follower.ready
                        && follower.greeted
                        && due(follower, now, Math.min(heartbeat, 1000 * follower.beat))) {
                    follower.probed = now;
                    lines.write(follower, parts.messages().batch(Reply.Batch.empty(at)), at);
                }
            }
        }
        return furthest;
    }

    /**
     * Whoever takes a part of a frame is alive, and neither stalled nor silent: he may not have come to our question.
     */
    private static void progress(Follower follower, long now) {
        long taken = follower.sink.taken();
        if (taken != follower.taken) {
            follower.taken = taken;
            follower.sent = now;
            follower.heard = now;
        }
    }

    private boolean isTooSlow(Follower follower, Cursor at, long now) {
        boolean stalled =
                !follower.ready && now - follower.sent > parts.limits().stall().toMillis();
        long behind = loop.position().id() - at.id();
        return stalled || (follower.fell && behind > parts.limits().lag());
    }

    /** An empty batch is due when nothing was sent, or nothing was heard that shows that the peer lives. */
    private static boolean due(Follower follower, long now, long heartbeat) {
        boolean unheard = follower.sink.twoWay() && now - follower.heard >= heartbeat;
        return now - follower.sent >= heartbeat || (unheard && now - follower.probed >= heartbeat);
    }
}
