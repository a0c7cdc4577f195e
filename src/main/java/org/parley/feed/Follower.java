package org.parley.feed;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.chat.Archive.Personal;
import org.parley.log.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line that follows the log: a socket or a stream. Its methods may be called from any thread and return at once; what
 * they ask for is done by the loop that owns the line.
 *
 * <pre>
 *   opened ──first ready──▶ behind ──caught up──▶ live ──could not take a frame──▶ behind …
 *      └───────────────────────┴───────────────────┴──▶ closed
 * </pre>
 */
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    final Reader reader;
    final Sink sink;
    final Framing framing;
    final Lane lane;
    private final Loop loop;
    private final AtomicBoolean served = new AtomicBoolean();
    volatile long heard;

    /** The longest silence that the reader wants, in seconds. */
    volatile long beat = Long.MAX_VALUE / 1000;

    /** Written by the loop's thread only, like what follows. */
    volatile boolean closed;

    // The rest belongs to the loop's thread.

    /**
     * Where the line begins or stands; null until it is known. While {@link #live}, the loop's own position counts
     * instead.
     */
    @Nullable
    Cursor cursor;

    boolean live;

    /** Whether it had caught up before it fell behind; one that comes from far away may be as far behind as it is. */
    boolean fell;

    /** What its sink had taken when somebody last looked. */
    long taken;

    boolean ready;
    boolean greeted;
    boolean loading;
    boolean hungry;
    boolean recalling;
    long sent;
    long probed;
    long mineKnown;

    @Nullable
    Personal mine;

    long now;

    Follower(Loop loop, Reader reader, From from, Sink sink, Framing framing, Lane lane) {
        this.loop = loop;
        this.reader = reader;
        this.sink = sink;
        this.framing = framing;
        this.lane = lane;
        this.cursor = from.cursor();
        this.mineKnown = from.mine() == null ? Long.MAX_VALUE : from.mine();
        this.now = from.now();
    }

    /** Sends a control message; a follower that lets too many of them wait is closed as too slow. */
    public void control(byte[] json) {
        control(json, () -> {});
    }

    /** The same; {@code taken} runs on the loop's thread once the sink has it. */
    public void control(byte[] json, Runnable taken) {
        if (!lane.offer(new Lane.Control(json, taken))) {
            close(Ending.TOO_SLOW);
        } else if (served.compareAndSet(false, true)) {
            loop.execute(() -> {
                served.set(false);
                loop.lines().serve(this);
            });
        }
    }

    /**
     * Hands the sink a frame that carries so many events. A sink that fails ends its own line and no other. By the
     * loop.
     */
    void write(Frame frame, int events) {
        sent = loop.millis();
        sink.meter().wrote(events, frame.bytes().length);
        try {
            ready = sink.write(frame);
        } catch (Throwable e) { // an error, too, is this line's alone
            ready = false;
            fail(e);
        }
    }

    /** Serving the line met a fault: it ends, and its peer resumes with what it has. */
    void fail(Throwable fault) {
        LOG.warn("A line could not be served; it ends", fault);
        close(Ending.FAILED);
    }

    /** Ends the connection. By the loop. */
    void end(Ending ending) {
        try {
            sink.close(ending);
        } catch (Throwable e) {
            LOG.warn("A line could not be closed", e);
        }
    }

    /** The reader wants a sign of life after so many seconds of silence, if the usual one comes later. */
    public void beat(long seconds) {
        beat = Math.min(seconds, beat);
    }

    /** The sink can take a frame: for the first time, or again after it could not. */
    public void ready() {
        loop.execute(() -> loop.lines().ready(this));
    }

    /** The peer sent something, so it lives. */
    public void heard() {
        heard = loop.millis();
    }

    /** The peer sent a command of so many bytes, so it lives. */
    public void heard(int bytes) {
        heard();
        sink.meter().received(bytes);
    }

    /** Whether the line has ended, so that nothing more is to be taken from its peer. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the line. */
    public void close(Ending ending) {
        loop.execute(() -> loop.lines().close(this, ending));
    }

    /** The line is gone already; nothing more can be sent. */
    public void gone() {
        loop.execute(() -> loop.lines().remove(this));
    }
}
