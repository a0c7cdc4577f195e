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
import org.parley.feed.Frame;
import org.parley.feed.Framing;
import org.parley.feed.Sink;
import org.parley.feed.TransportMeter;
import org.parley.http.Departure;
import org.parley.http.SlicedOutput;
import org.parley.transport.Arrival;
import org.parley.wire.Json;

/**
 * One stream. While the output is ready it belongs to the feed's loop, which writes; when it is not, to the container's
 * thread that says when it is again. All use of the container's objects is under one lock, which {@link #lost} takes
 * too: when a write fails, Tomcat cleans up on a thread of its own and uses them for another request, so it has to wait
 * until nobody is inside them, and nobody may touch them afterwards. On the thread that calls {@link #onWritePossible}
 * it would not wait: the loop gets the output when that has left.
 */
final class SseStream implements Sink, WriteListener, AsyncListener {
    private final Framing framing;
    private final Consumer<Runnable> later;
    private final Departure departure;
    private final TransportMeter meter;
    private final Arrival arrival;

    @GuardedBy("this")
    private final AsyncContext async;

    @GuardedBy("this")
    private final SlicedOutput out;

    @GuardedBy("this")
    private boolean ended;

    @GuardedBy("this")
    private boolean ready;

    @GuardedBy("this")
    private Owner owner = Owner.NOBODY;

    @GuardedBy("this")
    private byte @Nullable [] farewell;

    /**
     * Who writes to a stream.
     *
     * @param ready tells him that he can
     * @param gone tells him that the peer is gone
     */
    record Owner(Runnable ready, Runnable gone) {
        static final Owner NOBODY = new Owner(() -> {}, () -> {});
    }

    /**
     * A stream over an output that gets this as its write listener; {@code later} runs a task after the closing
     * deadline.
     */
    SseStream(
            AsyncContext async,
            ServletOutputStream output,
            Framing framing,
            Arrival arrival,
            Consumer<Runnable> later,
            Departure departure,
            TransportMeter meter) {
        this.async = async;
        this.framing = framing;
        this.out = new SlicedOutput(output);
        this.later = later;
        this.departure = departure;
        this.meter = meter;
        this.arrival = arrival;
    }

    /** Begins to deliver. */
    void begin(Owner follower) {
        Runnable told;
        synchronized (this) {
            owner = follower;
            told = ended ? follower.gone() : ready ? follower.ready() : () -> {};
        }
        told.run();
    }

    @Override
    public synchronized boolean write(Frame frame) {
        try {
            ready = ended || out.write(frame.bytes());
        } catch (IOException | RuntimeException e) {
            ended = true;
            ready = true;
            later.accept(this::lost); // the container cleans up and tells the listeners; but not every one does
        }
        return ready;
    }

    @Override
    public synchronized void close(Ending ending) {
        Frame bye = framing.frame(
                Json.bytes(Json.object("type", "bye", "code", ending.code(), "reason", ending.reason())), null);
        boolean wasReady = ready;
        if (ending.equals(Ending.TOO_SLOW) || (wasReady && write(bye))) {
            complete();
        } else {
            farewell = wasReady ? new byte[0] : bye.bytes();
            later.accept(this::complete);
        }
    }

    @Override
    public synchronized long taken() {
        return out.taken();
    }

    @Override
    public boolean twoWay() {
        return false;
    }

    @Override
    public TransportMeter meter() {
        return meter;
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        if (!ended && out.resume()) {
            departure.then(this::handOver);
        }
    }

    private void handOver() {
        Owner told;
        synchronized (this) {
            if (ended) {
                return;
            }
            ready = true;
            told = farewell == null ? owner : Owner.NOBODY;
            sayFarewell();
        }
        told.ready().run();
    }

    /** The last words, if they are still to be said; then the end. */
    private synchronized void sayFarewell() {
        byte[] last = farewell;
        if (last != null) {
            farewell = new byte[0];
            if (last.length == 0 || write(new Frame(last))) {
                complete();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        lost();
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
        arrival.closed(Arrival.WITHOUT_A_WORD);
        Owner told;
        synchronized (this) {
            ended = true;
            told = owner;
        }
        told.gone().run();
    }

    private synchronized void complete() {
        if (!ended) {
            ended = true;
            async.complete();
        }
    }
}
