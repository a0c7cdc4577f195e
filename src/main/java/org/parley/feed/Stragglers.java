package org.parley.feed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.EventLog;

/**
 * The lines of a loop that are behind: each gets the next piece of the log when it can take one, from the window if it
 * is there, else from a page of the store that the reader pool brings. Belongs to the loop's thread.
 */
final class Stragglers {
    /**
     * Bytes a second that a loop gives them: less than half of what a processor can write, as those who are not behind
     * wait for the same ones.
     */
    private static final long RATE = 48 << 20;

    /** Two milliseconds of it may be given at once. */
    private static final long BURST = RATE / 500;

    /** What it costs to look at an event, in bytes that could be written meanwhile. */
    private static final long LOOK = 64;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Loop loop;
    private final Lines lines;
    private final Parts parts;
    private final ArrayDeque<Follower> hungry = new ArrayDeque<>();
    private long fed = System.nanoTime();

    /** Bytes that may be given now; below 0 when the last piece was more than that. */
    private long allowance;

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

    /**
     * Gives some of those who are behind their next piece; answers in how many nanoseconds it is to be called again,
     * {@link Long#MAX_VALUE} when nobody can take one.
     */
    long feed() {
        long now = System.nanoTime();
        allowance = Math.min(BURST, allowance + Math.min(SECOND, now - fed) * RATE / SECOND);
        fed = now;
        while (!hungry.isEmpty() && allowance > 0) {
            Follower next = hungry.remove();
            next.hungry = false;
            if (next.ready && !next.closed && !next.live && !next.loading) {
                attempt(next);
            }
        }
        return hungry.isEmpty() ? Long.MAX_VALUE : (1 - allowance) * SECOND / RATE;
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
        allowance -= LOOK * EventLog.PAGE;
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
        Cursor from = lines.cursor(follower);
        Cursor to = from.at(chunk.to());
        allowance -= chunk.bytes() + LOOK * (to.id() - from.id());
        if (!chunk.events().isEmpty()) {
            lines.deliver(follower, Reply.Batch.of(to, chunk.events(), false));
        }
        follower.cursor = to;
        follower.live = to.id() >= loop.position().id();
        follower.fell &= !follower.live;
        lines.serve(follower);
    }
}
