package org.parley.feed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Archive.Personal;
import org.parley.chat.Presence;
import org.parley.log.Cursor;

/** A loop's followers: greets them, brings them up to date, and ends them. Belongs to the loop's thread. */
final class Lines {
    private final Loop loop;
    private final Parts parts;
    private final Recall recall;
    private final Stragglers stragglers;
    private final Vigil vigil;
    private volatile long lag;

    Lines(Loop loop, Parts parts) {
        this.loop = loop;
        this.parts = parts;
        this.recall = new Recall(loop, parts);
        this.stragglers = new Stragglers(loop, this, parts);
        this.vigil = new Vigil(loop, this, parts);
    }

    /** Takes a new line in, unless its user has too many. */
    void add(Follower follower) {
        Slot slot = loop.index().open(follower.reader.user());
        follower.heard = follower.sent = follower.probed = loop.millis();
        slot.followers.add(follower);
        follower.sink.meter().opened();
        parts.presence().connected(slot.user);
        if (loop.hasEnded(follower.reader.session())) {
            close(follower, Ending.SIGNED_OUT);
        } else if (slot.followers.size() > parts.limits().lines()) {
            close(follower, Ending.TOO_MANY);
        } else {
            recall.begin(follower);
        }
    }

    /** The line's sink can take a frame. */
    void ready(Follower follower) {
        follower.ready = true;
        follower.sent = loop.millis();
        serve(follower);
    }

    /** Writes what a line can take: control messages, then news. */
    void serve(Follower follower) {
        if (!follower.ready || follower.closed || !greet(follower)) {
            return;
        }
        Lane.Control control = next(follower);
        while (control != null) {
            write(follower, control.json(), null);
            control.taken().run();
            control = next(follower);
        }
        Personal mine = follower.mine;
        if (follower.ready && mine != null && !follower.recalling) {
            follower.mine = null;
            write(follower, parts.messages().mine(mine), null);
        }
        if (follower.ready && !follower.live) {
            stragglers.add(follower);
        }
    }

    private static Lane.@Nullable Control next(Follower follower) {
        return follower.ready ? follower.lane.poll() : null;
    }

    /** The first message says where the line begins; answers whether it was said. */
    private boolean greet(Follower follower) {
        if (follower.greeted || follower.loading) {
            return follower.greeted;
        }
        Cursor start = follower.cursor;
        if (start == null) {
            loop.catchUp();
            follower.live = true;
            hello(follower, loop.position());
            return true;
        }
        follower.loading = true;
        parts.pages().check(start, () -> loop.execute(() -> checked(follower, start)), gone -> fail(follower, gone));
        return follower.greeted;
    }

    private void checked(Follower follower, Cursor start) {
        loop.catchUp();
        follower.loading = false;
        if (follower.closed) {
            return;
        } else if (!start.epoch().equals(loop.position().epoch())) {
            lose(follower, start);
        } else if (!parts.log().recent(start.id())) {
            stragglers.load(follower, start);
        } else {
            follower.live = start.equals(loop.position());
            hello(follower, start);
            serve(follower);
        }
    }

    /** Says where a line begins, and who is there. */
    void hello(Follower follower, Cursor start) {
        follower.greeted = true;
        write(follower, parts.messages().hello(start, follower.reader.user()), start);
        tell(follower);
    }

    /**
     * Gives some of those who are behind their next piece; answers in how many nanoseconds it is to be called again.
     */
    long feed() {
        return stragglers.feed();
    }

    /** Gives a live line what a round brought; one that can't take it now falls behind. */
    void offer(Follower follower, Bundle bundle, Cursor from, Cursor to) {
        if (!follower.live || follower.closed) {
            return;
        }
        boolean fits = bundle.size <= parts.limits().batchEvents()
                && bundle.bytes <= Math.min(parts.limits().batchBytes(), follower.sink.largest());
        if (follower.ready && fits) {
            follower.write(bundle.frame(follower.framing, parts.messages(), to), bundle.size);
        } else {
            follower.live = false;
            follower.fell = true;
            follower.cursor = from;
            serve(follower);
        }
    }

    /** All live lines lag behind: what they lack is no longer at hand. */
    void fallBehind(Cursor from) {
        for (Follower follower : all()) {
            if (follower.live) {
                follower.live = false;
                follower.cursor = from;
                serve(follower);
            }
        }
    }

    /** A user's personal state changed, and has this version now. */
    void changed(String user, long version) {
        recall.changed(loop.index().peek(user), version);
    }

    /** What changed of it. */
    void mine(Follower follower, Personal news) {
        recall.news(follower, news);
        serve(follower);
    }

    /** Tells everybody what changed of presence. */
    void tell() {
        long version = parts.presence().version();
        for (Follower follower : all()) {
            if (follower.now < version) {
                tell(follower);
            }
        }
    }

    /** Tells what changed of presence. */
    void tell(Follower follower) {
        if (follower.ready && follower.greeted && !follower.closed) {
            Presence.Now now = parts.presence().since(follower.reader.user(), follower.now);
            follower.now = now.version();
            if (!now.isEmpty()) {
                write(follower, parts.messages().now(now), null);
            }
        }
    }

    /** Ends lines that are dead, and keeps the idle ones alive. */
    void tick(long now) {
        recall.retry();
        lag = vigil.keep(now);
    }

    /** Where a line stands. */
    Cursor cursor(Follower follower) {
        Cursor own = follower.cursor;
        return follower.live || own == null ? loop.position() : own;
    }

    /** Sends a line a message; moves it to {@code at}, if that is given. */
    void write(Follower follower, byte[] json, @Nullable Cursor at) {
        follower.write(follower.framing.frame(json, at), 0);
    }

    /** Sends a line a batch of the log, and moves it there. */
    void deliver(Follower follower, Reply.Batch batch) {
        byte[] json = parts.messages().batch(batch);
        follower.write(
                follower.framing.frame(json, batch.cursor()), batch.events().size());
    }

    /** Ends a line that can't be served, from any thread. */
    void fail(Follower follower, Reply why) {
        loop.execute(() -> {
            if (why instanceof Reply.Gone gone && follower.ready && !follower.closed) {
                write(follower, parts.messages().gone(gone), null);
            }
            close(follower, why instanceof Reply.Gone ? Ending.CURSOR_GONE : Ending.FAILED);
        });
    }

    /** A line's history is over; it is told so in the ordinary way. */
    void lose(Follower follower, Cursor was) {
        if (follower.live) {
            follower.live = false;
            follower.cursor = was;
        }
        follower.loading = true;
        parts.pages().check(was, () -> follower.close(Ending.CURSOR_GONE), gone -> fail(follower, gone));
    }

    /** Ends a line. */
    void close(Follower follower, Ending ending) {
        if (forget(follower, ending.code())) {
            follower.end(ending);
        }
    }

    /** Forgets a line that has ended. */
    void remove(Follower follower) {
        forget(follower, TransportMeter.GONE);
    }

    private boolean forget(Follower follower, int code) {
        boolean open = !follower.closed;
        if (open) {
            follower.closed = true;
            follower.sink.meter().closed(code);
            Slot slot = loop.index().peek(follower.reader.user());
            slot.followers.remove(follower);
            parts.presence().disconnected(slot.user, loop.millis());
            loop.index().tidy(slot);
            lag = loop.index().isEmpty() ? 0 : lag;
        }
        return open;
    }

    /** How many events the last of the lines lacked at the last tick; 0 when there is none. From any thread. */
    long lag() {
        return lag;
    }

    /** All lines, as a copy that may be changed under. */
    List<Follower> all() {
        List<Follower> all = new ArrayList<>();
        loop.index().slots().forEach(slot -> all.addAll(slot.followers));
        return all;
    }
}
