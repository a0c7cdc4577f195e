package org.parley.transport.sse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.feed.Sink;
import org.parley.http.SlicedOutput;
import org.parley.wire.Json;

/**
 * One stream. While the output is ready it belongs to the feed's loop, which writes; when it is not, to the container's
 * thread that says when it is again. What happens in between is decided under the lock, and done outside it.
 */
final class SseStream implements Sink, WriteListener, AsyncListener {
    private final AsyncContext async;
    private final Framing framing;
    private final SlicedOutput out;
    private final Consumer<Runnable> later;
    private volatile boolean broken;

    @GuardedBy("this")
    private @Nullable Follower follower;

    @GuardedBy("this")
    private boolean ready;

    @GuardedBy("this")
    private byte @Nullable [] farewell;

    /**
     * A stream over an output that gets this as its write listener; {@code later} runs a task after the closing
     * deadline.
     */
    SseStream(AsyncContext async, ServletOutputStream output, Framing framing, Consumer<Runnable> later) {
        this.async = async;
        this.framing = framing;
        this.out = new SlicedOutput(output);
        this.later = later;
    }

    /** Begins to deliver. */
    void begin(Follower owner) {
        synchronized (this) {
            follower = owner;
            if (!ready) {
                return;
            }
        }
        owner.ready();
    }

    @Override
    public boolean write(Frame frame) {
        return broken || went(frame.bytes());
    }

    private boolean went(byte[] bytes) {
        synchronized (this) {
            ready = false;
        }
        try {
            boolean all = out.write(bytes);
            if (all) {
                synchronized (this) {
                    ready = true;
                }
            }
            return all;
        } catch (IOException | IllegalStateException e) {
            lost();
            return true;
        }
    }

    @Override
    public void close(Ending ending) {
        byte[] bye = framing.frame(
                        Json.bytes(Json.object("type", "bye", "code", ending.code(), "reason", ending.reason())), null)
                .bytes();
        boolean now;
        synchronized (this) {
            now = ready;
            farewell = now ? new byte[0] : bye;
        }
        if (broken || ending.equals(Ending.TOO_SLOW) || (now && went(bye))) {
            complete();
        } else {
            later.accept(this::complete);
        }
    }

    @Override
    public boolean twoWay() {
        return false;
    }

    @Override
    public void onWritePossible() throws IOException {
        if (!out.resume()) {
            return;
        }
        Follower owner;
        byte[] last;
        synchronized (this) {
            ready = true;
            owner = follower;
            last = farewell;
        }
        if (last != null) {
            farewell(last);
        } else if (owner != null) {
            owner.ready();
        }
    }

    /** The last words, if they are still to be said; then the end. */
    private void farewell(byte[] last) {
        synchronized (this) {
            farewell = new byte[0];
        }
        if (last.length == 0 || went(last)) {
            complete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        lost();
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        lost();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lost();
    }

    @Override
    public void onError(AsyncEvent event) {
        lost();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        throw new IllegalStateException("Started once more");
    }

    private void lost() {
        broken = true;
        Follower owner;
        synchronized (this) {
            owner = follower;
        }
        if (owner != null) {
            owner.gone();
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            broken = true; // the container was faster
        }
    }
}
