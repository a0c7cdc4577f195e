package org.parley.feed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.parley.log.Cursor;
import org.parley.log.Entry;

/**
 * The lines of a loop that are behind: each gets the next piece of the log when it can take one, from the window if it
 * is there, else from a page of the store that the reader pool brings. Belongs to the loop's thread.
 */
final class Stragglers {
    private static final int SERVED_AT_ONCE = 64;

    private final Loop loop;
    private final Lines lines;
    private final Parts parts;
    private final ArrayDeque<Follower> hungry = new ArrayDeque<>();

    Stragglers(Loop loop, Lines lines, Parts parts) {
        this.loop = loop;
        this.lines = lines;
        this.parts = parts;
    }

    /** Takes a line in that can take its next piece. */
    void add(Follower follower) {
        if (!follower.hungry) {
            follower.hungry = hungry.add(follower);
        }
    }

    /** Gives some of those who are behind their next piece; answers whether there is more to do. */
    boolean feed() {
        for (int i = 0; i < SERVED_AT_ONCE && !hungry.isEmpty(); i++) {
            Follower next = hungry.remove();
            next.hungry = false;
            if (next.ready && !next.closed && !next.live && !next.loading) {
                attempt(next);
            }
        }
        return !hungry.isEmpty();
    }

    private void attempt(Follower follower) {
        try {
            advance(follower);
        } catch (Throwable e) {
            follower.fail(e);
        }
    }

    private void advance(Follower follower) {
        Cursor from = lines.cursor(follower);
        Optional<Scan.Chunk> chunk = parts.scan()
                .recent(follower.reader.user(), from.id(), loop.position().id(), follower.sink.largest());
        if (chunk.isPresent() && parts.log().recent(from.id())) {
            deliver(follower, chunk.get());
        } else {
            load(follower, from);
        }
    }

    /** Asks for a page of the store. */
    void load(Follower follower, Cursor from) {
        follower.loading = true;
        parts.pages().load(from, new Pages.Page() {
            @Override
            public void loaded(List<Entry> entries) {
                loop.execute(() -> Stragglers.this.loaded(follower, from, entries));
            }

            @Override
            public void failed(Reply why) {
                lines.fail(follower, why);
            }
        });
    }

    /**
     * A page has come; rights are judged now, not when it was asked for. What the loop has not walked over yet is left
     * to its next round, or the line would get it twice.
     */
    private void loaded(Follower follower, Cursor from, List<Entry> entries) {
        Cursor walked = loop.position();
        if (follower.closed || !from.epoch().equals(walked.epoch())) {
            return;
        }
        follower.loading = false;
        if (!follower.greeted) {
            lines.hello(follower, from);
        }
        if (follower.ready) {
            List<Entry> page = entries.stream()
                    .takeWhile(entry -> entry.id() <= walked.id())
                    .toList();
            deliver(follower, parts.scan().page(follower.reader.user(), from.id(), page, follower.sink.largest()));
        }
    }

    private void deliver(Follower follower, Scan.Chunk chunk) {
        Cursor to = lines.cursor(follower).at(chunk.to());
        if (!chunk.events().isEmpty()) {
            lines.deliver(follower, Reply.Batch.of(to, chunk.events(), false));
        }
        follower.cursor = to;
        follower.live = to.id() >= loop.position().id();
        follower.fell &= !follower.live;
        lines.serve(follower);
    }
}
