package org.parley.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.parley.chat.AccessPolicy;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange.DropMember;
import org.parley.chat.ChatChange.Posted;
import org.parley.chat.ChatChange.PutMember;
import org.parley.chat.ChatChange.PutMessage;
import org.parley.chat.ChatChange.PutRead;
import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.log.Change;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three ways to read the log: {@link #read} what is there, {@link #await} something, {@link #follow} it.
 * Thread-safe; no method waits. What reads the store does so on the reader pool.
 */
public final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    /** When lines are told to come back, this long after each other. */
    private static final Duration PACE = Duration.ofMillis(1);

    /** The least time in which they come back to a node that is alone. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Parts parts;
    private final List<Loop> loops;
    /** How many polls have come: of two of one client the one with the greater number is the newer. */
    private final AtomicLong polls = new AtomicLong();

    private volatile boolean draining;

    /** A poll that is held. */
    public interface Parked {
        /** Its client went away: it will not be answered. */
        void cancel();
    }

    /** Starts the loops; {@code readers} runs what reads the store. */
    public Feed(
            EventLog log,
            Directory directory,
            Presence presence,
            Archive archive,
            Messages messages,
            Executor readers,
            FeedLimits limits) {
        AccessPolicy access = new AccessPolicy(directory);
        Scan scan = new Scan(log, access, limits);
        Pages pages = new Pages(log, archive, readers);
        this.parts = new Parts(log, scan, pages, messages, directory, presence, limits);
        this.loops = IntStream.range(0, limits.loops())
                .mapToObj(number -> new Loop(number, parts, access))
                .toList();
        loops.forEach(Loop::start);
    }

    /** How many events the last of all lines lacked some 250 ms ago at most. */
    public long lag() {
        return loops.stream().mapToLong(Loop::lag).max().orElse(0);
    }

    /** The bounds it works within. */
    public FeedLimits limits() {
        return parts.limits();
    }

    /**
     * Answers what there is after {@code from}, at once if it is in memory. {@code done} may run on this thread or
     * another.
     */
    public void read(Reader reader, From from, Consumer<Reply> done) {
        parts.presence().polled(reader.user(), millis());
        Cursor cursor = from.cursor();
        if (cursor == null) {
            complete(reader, from, Reply.Batch.empty(parts.log().head()), done);
        } else {
            parts.pages().check(cursor, () -> scan(reader, from, cursor, done), done);
        }
    }

    /**
     * The same, but waits up to {@code hold} for something to say. Ends early at shutdown and when a newer poll takes
     * its place.
     */
    public Parked await(Reader reader, From from, Duration hold, Consumer<Reply> done) {
        Loop loop = loop(reader.user());
        long number = polls.incrementAndGet();
        Holder holder = new Holder();
        read(reader, from, reply -> {
            if (reply instanceof Reply.Batch batch && isIdle(batch) && from.cursor() != null && !draining) {
                long deadline = millis() + hold.toMillis();
                Waiter waiter = new Waiter(loop, reader, number, from, batch.cursor(), deadline, done);
                loop.leave(() -> loop.polls().park(waiter));
                if (!waiter.cursor.equals(parts.log().head())) {
                    loop.wake(); // it may have walked past what came meanwhile
                }
                holder.set(waiter);
            } else {
                if (reader.client() != null) {
                    loop.leave(() -> loop.polls().replace(reader, number));
                }
                done.accept(reply);
            }
        });
        return holder;
    }

    /**
     * Follows the log from {@code from}. Nothing is written before {@link Follower#ready} was called for the first
     * time.
     */
    public Follower follow(Reader reader, From from, Sink sink, Framing framing) {
        Loop loop = loop(reader.user());
        Lane lane = new Lane(parts.limits().laneEntries(), parts.limits().laneBytes());
        Follower follower = new Follower(loop, reader, from, sink, framing, lane);
        loop.execute(() -> loop.lines().add(follower));
        if (draining) {
            follower.close(Ending.goingAway(SOON));
        }
        return follower;
    }

    /** Takes note of a commit: called by the journal's thread after the window and the acks. */
    public void advanced(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof PutRead put) {
                changed(put.user(), put.version());
            } else if (change instanceof PutMessage put) {
                parts.presence().stopped(put.message().from(), put.message().room());
            } else if (change instanceof Posted posted) {
                parts.presence().stopped(posted.user(), posted.room());
            } else if (change instanceof PutMember put) {
                parts.presence().moved(put.room());
            } else if (change instanceof DropMember drop) {
                parts.presence().stopped(drop.user(), drop.room());
                parts.presence().moved(drop.room());
            }
        }
        loops.forEach(Loop::wake);
    }

    /** A user's personal state changed, and has this version now. */
    public void changed(String user, long version) {
        Loop loop = loop(user);
        loop.execute(() -> loop.lines().changed(user, version));
    }

    /** The sessions that have a line, each with its user. Waits for the loops, at most so long. */
    public Map<String, String> sessions(Duration longest) {
        Map<String, String> sessions = new ConcurrentHashMap<>();
        onEachLoop(
                System.nanoTime() + longest.toNanos(),
                loop -> loop.lines().all().forEach(line -> sessions.put(line.reader.session(), line.reader.user())));
        return Map.copyOf(sessions);
    }

    /** Ends everything that reads for a session. */
    public void end(String user, String session) {
        Loop loop = loop(user);
        loop.execute(() -> loop.end(session));
    }

    /** Whether nobody new is to be let in, since this node stops. */
    public boolean isDraining() {
        return draining;
    }

    /**
     * Answers all parked polls and parks no more, and tells all lines to come back: one after the other, a thousand a
     * second or more, so that those who take them in are not overrun. Waits until they are told, at most so long.
     *
     * @param elsewhere whether other nodes take them in, so that each may come at once when its turn has come; else
     *     they are told a time within which this node may be back
     */
    public void drain(Duration longest, boolean elsewhere) {
        draining = true;
        long deadline = System.nanoTime() + longest.toNanos();
        Queue<Follower> found = new ConcurrentLinkedQueue<>();
        boolean all = onEachLoop(deadline, loop -> found.addAll(loop.drain()));
        List<Follower> lines = List.copyOf(found);
        long pause = Math.min(PACE.toNanos(), longest.toNanos() / 2 / Math.max(1, lines.size()));
        Ending ending = Ending.goingAway(elsewhere ? Duration.ZERO : spread(pause * lines.size()));
        long next = System.nanoTime();
        for (Follower line : lines) {
            LockSupport.parkNanos(next - System.nanoTime());
            line.close(ending);
            next += pause;
        }
        all &= onEachLoop(
                deadline, loop -> loop.drain().forEach(late -> loop.lines().close(late, ending)));
        if (!all) {
            LOG.warn("Not everybody could be told that this node stops");
        }
    }

    private static Duration spread(long nanos) {
        return nanos < SOON.toNanos() ? SOON : Duration.ofNanos(nanos);
    }

    /** Lets each loop do something; answers whether all did by the deadline. */
    private boolean onEachLoop(long deadline, Consumer<Loop> action) {
        CountDownLatch done = new CountDownLatch(loops.size());
        for (Loop loop : loops) {
            loop.execute(() -> {
                action.accept(loop);
                done.countDown();
            });
        }
        try {
            return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the loops. */
    @Override
    public void close() {
        loops.forEach(Loop::close);
    }

    private void scan(Reader reader, From from, Cursor cursor, Consumer<Reply> done) {
        Cursor head = parts.log().head();
        parts.scan()
                .recent(reader.user(), cursor.id(), head.id())
                .ifPresentOrElse(
                        chunk -> complete(reader, from, batch(cursor, chunk, head), done),
                        () -> load(reader, from, cursor, done));
    }

    private void load(Reader reader, From from, Cursor cursor, Consumer<Reply> done) {
        parts.pages().load(cursor, new Pages.Page() {
            @Override
            public void loaded(List<Entry> entries) {
                Scan.Chunk chunk = parts.scan().page(reader.user(), cursor.id(), entries);
                complete(reader, from, batch(cursor, chunk, parts.log().head()), done);
            }

            @Override
            public void failed(Reply why) {
                done.accept(why);
            }
        });
    }

    private static Reply.Batch batch(Cursor from, Scan.Chunk chunk, Cursor head) {
        return Reply.Batch.of(from.at(chunk.to()), chunk.events(), chunk.to() < head.id());
    }

    /** Adds what is asked for besides events. */
    private void complete(Reader reader, From from, Reply.Batch batch, Consumer<Reply> done) {
        Presence.Now now = parts.presence().since(reader.user(), from.now());
        Long mine = from.mine();
        if (mine == null || mine >= parts.directory().version(reader.user())) {
            done.accept(batch.with(null, now));
        } else {
            parts.pages().personal(reader.user(), mine, news -> done.accept(batch.with(news, now)), done);
        }
    }

    private static boolean isIdle(Reply.Batch batch) {
        return batch.events().isEmpty() && !batch.more() && batch.mine() == null;
    }

    private Loop loop(String user) {
        return loops.get(Math.floorMod(user.hashCode() * 31, loops.size()));
    }

    /** The clock that presence goes by: monotonic, in milliseconds. */
    public static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
