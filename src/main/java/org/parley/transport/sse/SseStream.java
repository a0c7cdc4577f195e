package org.parley.transport.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Objects;
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
 * thread that says when it is again.
 */
final class SseStream implements Sink, WriteListener, AsyncListener {
    private final AsyncContext async;
    private final Framing framing;
    private final SlicedOutput out;
    private volatile @Nullable Follower follower;
    private volatile boolean ready;
    private volatile boolean broken;

    SseStream(AsyncContext async, ServletOutputStream output, Framing framing) {
        this.async = async;
        this.framing = framing;
        this.out = new SlicedOutput(output);
    }

    /** Begins to deliver. */
    void begin(Follower owner) {
        follower = owner;
    }

    @Override
    public boolean write(Frame frame) {
        try {
            ready = broken || out.write(frame.bytes());
        } catch (IOException | IllegalStateException e) {
            lost();
        }
        return ready;
    }

    @Override
    public void close(Ending ending) {
        if (ready && !broken) {
            byte[] bye = Json.bytes(Json.object("type", "bye", "code", ending.code(), "reason", ending.reason()));
            write(framing.frame(bye, null));
        }
        complete();
    }

    @Override
    public boolean twoWay() {
        return false;
    }

    @Override
    public void onWritePossible() throws IOException {
        if (out.resume()) {
            ready = true;
            Objects.requireNonNull(follower).ready();
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
        ready = true;
        Objects.requireNonNull(follower).gone();
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            broken = true; // the container was faster
        }
    }
}
