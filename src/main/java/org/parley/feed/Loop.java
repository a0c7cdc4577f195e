package org.parley.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.chat.AccessPolicy;
import org.parley.chat.Archive.Personal;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that serves some of the users: it walks the log once for all their lines and parked polls and touches only
 * those whom an event concerns. Everybody else hands it tasks and wakes it.
 *
 * <pre>
 *   tasks ─▶ round (log went on?) ─▶ those behind ─▶ tick (heartbeats, deadlines) ─▶ sleep
 *     ▲                                                                               │
 *     └───────────────────────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** How long a round may be put off so that it takes several commits together; only a loop that is busy does. */
    private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * A loop rests this many times as long as its last round took, and commits gather; so it is busy if that is long.
     */
    private static final long REST = 8;

    private final EventLog log;
    private final Parts parts;
    private final Index index;
    private final Lines lines;
    private final Polls polls;
    private final EndedSessions ended = new EndedSessions();
    private final Thread thread;
    private final Inbox inbox;
    private final long tickNanos;

    /**
     * Lines are looked at less often than polls: there may be ten thousand, and nothing of theirs ends to the moment.
     */
    private final long lookMillis;

    private volatile boolean closing;
    private Cursor position;
    private boolean draining;
    private long nextTick = System.nanoTime();
    private long nextRound = nextTick;
    private long nextLook;
    private long nextNow;

    Loop(int number, Parts parts, AccessPolicy access) {
        this.log = parts.log();
        this.parts = parts;
        this.index = new Index(parts.directory(), access);
        this.lines = new Lines(this, parts);
        this.polls = new Polls(this, parts);
        this.position = log.head();
        Duration heartbeat = parts.limits().heartbeat();
        this.tickNanos = Math.max(10_000_000, Math.min(heartbeat.toNanos() / 8, 250_000_000));
        this.lookMillis = Math.max(10, Math.min(heartbeat.toMillis() / 8, 1_000));
        this.thread = new Thread(this::run, "parley-feed-" + number);
        thread.setDaemon(true);
        this.inbox = new Inbox(thread);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread after the tasks it has. */
    void close() {
        closing = true;
        inbox.wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands the loop a task. From any thread. */
    void execute(Runnable task) {
        inbox.execute(task);
    }

    /** Hands the loop a task that it does with the next round or tick, whichever is first. From any thread. */
    void leave(Runnable task) {
        inbox.leave(task);
    }

    /** The log went on, or there are tasks. From any thread. */
    void wake() {
        inbox.wake();
    }

    /** A monotonic clock in milliseconds. From any thread. */
    long millis() {
        return Feed.millis();
    }

    /** How many events the last of its lines lacked when it last looked; 0 when it has none. From any thread. */
    long lag() {
        return lines.lag();
    }

    Index index() {
        return index;
    }

    Lines lines() {
        return lines;
    }

    Polls polls() {
        return polls;
    }

    /** How far this loop has walked. */
    Cursor position() {
        return position;
    }

    /** What changed of a user's personal state. */
    void tell(Slot slot, Personal news) {
        List.copyOf(slot.followers).forEach(follower -> lines.mine(follower, news));
        polls.mine(slot, news);
    }

    /** Ends the lines and polls of a session. */
    void end(String session) {
        ended.add(session);
        polls.end(session, new Reply.Ended());
        for (Follower follower : lines.all()) {
            if (follower.reader.session().equals(session)) {
                lines.close(follower, Ending.SIGNED_OUT);
            }
        }
    }

    /** Answers all polls and holds no more; answers which lines are to be ended. */
    List<Follower> drain() {
        draining = true;
        polls.end(null, null);
        return lines.all();
    }

    /** Walks to the head now. */
    void catchUp() {
        while (!position.equals(log.head())) {
            round();
        }
    }

    private void run() {
        while (!closing || !inbox.isEmpty()) {
            try {
                turn();
            } catch (Throwable e) { // an error that ended this thread would end its readers' hearing, and nobody would
                // know
                LOG.error("A feed loop met a fault and goes on", e);
            }
        }
    }

    /** Whether a session ended lately. */
    boolean hasEnded(String session) {
        return ended.contains(session);
    }

    /** Whether polls are no longer held. */
    boolean isDraining() {
        return draining;
    }

    private void turn() {
        inbox.work();
        long now = System.nanoTime();
        if (!position.equals(log.head()) && now - nextRound >= 0) {
            round();
            long end = System.nanoTime();
            nextRound = end + Math.min(GATHER, REST * (end - now));
        }
        long more = lines.feed();
        if (now - nextTick >= 0) {
            tick();
            nextTick = now + tickNanos;
        }
        sleep(more);
    }

    /**
     * So many nanoseconds, or until the next round or tick; without end where nobody reads, and nothing is to be read.
     */
    private void sleep(long longest) {
        inbox.rest(() -> {
            boolean behind = !position.equals(log.head());
            if (closing) {
                return 0;
            }
            long next =
                    index.isEmpty() && !behind ? Long.MAX_VALUE : (behind ? nextRound : nextTick) - System.nanoTime();
            return Math.min(next, longest);
        });
    }

    private void tick() {
        long now = millis();
        if (now >= nextLook) {
            nextLook = now + lookMillis;
            lines.tick(now);
        }
        polls.tick(now);
        if (now >= nextNow) {
            nextNow = now + parts.limits().now().toMillis();
            lines.tell();
        }
    }

    /** Takes what the log has more, as far as one answer may go. */
    private void round() {
        Cursor from = position;
        Cursor head = log.head();
        if (!head.epoch().equals(from.epoch())) {
            position = head;
            index.refresh();
            lost(from);
            return;
        }
        Cursor to = head.at(Math.min(head.id(), from.id() + Scan.FURTHEST));
        List<Entry> events = collect(from, to);
        if (events == null) {
            position = head;
            index.refresh();
            lines.fallBehind(from);
            polls.end(null, Reply.Batch.of(from, List.of(), true));
            return;
        }
        try {
            List<Slot> touched = index.walk(events);
            position = to;
            touched.forEach(slot -> offer(slot, from, to));
        } catch (Throwable e) {
            interrupted(from, to);
            throw e;
        }
    }

    /** Nobody knows who has heard of the events of a round: all begin again where they themselves know to be. */
    private void interrupted(Cursor from, Cursor to) {
        position = to;
        index.refresh();
        polls.end(null, Reply.Batch.of(from, List.of(), true));
        lines.all().forEach(follower -> lines.close(follower, Ending.FAILED));
    }

    private void offer(Slot slot, Cursor from, Cursor to) {
        Bundle bundle = slot.bundle;
        slot.bundle = null;
        if (bundle != null) {
            polls.offer(slot, bundle, from, to);
            for (int i = slot.followers.size() - 1; i >= 0; i--) {
                lines.offer(slot.followers.get(i), bundle, from, to);
            }
        }
    }

    private @Nullable List<Entry> collect(Cursor from, Cursor to) {
        List<Entry> events = new ArrayList<>();
        for (long id = from.id() + 1; id <= to.id(); id++) {
            Entry entry = log.get(id);
            if (entry == null) {
                return null;
            }
            events.add(entry);
        }
        return events;
    }

    /** The log began a new epoch: no cursor holds any more. */
    private void lost(Cursor from) {
        polls.end(null, Reply.Batch.of(from, List.of(), true));
        for (Follower follower : lines.all()) {
            lines.lose(follower, from);
        }
    }
}
