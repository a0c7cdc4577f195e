package org.parley.transport.upgrade;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.http.Budget;
import org.parley.transport.upgrade.Connections.Deadlines;

/**
 * A connection as a container hands it over, without container and TCP, and with a clock that tests put forward. What
 * is to happen at a deadline of the closing handshake is only noted.
 */
public final class FakeLine implements WebConnection {
    static final Duration OPENING = Duration.ofSeconds(20);
    static final Duration IDLE = Duration.ofMinutes(2);
    static final Duration STALL = Duration.ofSeconds(30);
    static final Duration CLOSING = Duration.ofMinutes(4);
    private static final int MESSAGE = 100_000;

    private final NarrowOutput output = NarrowOutput.withoutListener();
    private final FakeInput input = new FakeInput();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Connections all;
    private final Connection connection;
    private int closed;
    private boolean promised;

    /** Where the container keeps the channel, which may be another connection's by now. */
    @Nullable
    Object behind;

    /** To be opened. */
    public FakeLine(Opening.Beginning beginning, Budget partial) throws IOException {
        this(beginning, partial, CLOSING);
    }

    FakeLine(Opening.Beginning beginning, Budget partial, Duration closing) throws IOException {
        all = new Connections(timer, Runnable::run, new Deadlines(OPENING, IDLE, STALL, closing));
        connection = new Connection(this, all, new Connection.Limits(MESSAGE, partial.share()), null, beginning);
    }

    /** Lets the connection take over; the container does not allow a write yet. */
    public FakeLine open() throws IOException {
        connection.open();
        return this;
    }

    Connection connection() {
        return connection;
    }

    Connections all() {
        return all;
    }

    /** The container allows so many writes and flushes. */
    public void allows(int calls) {
        output.takes(calls);
        connection.onWritePossible();
    }

    /** What has left so far. */
    public byte[] sent() {
        return output.taken.toByteArray();
    }

    /** These bytes arrive. */
    public void arrives(byte[] bytes) throws IOException {
        input.arrives(bytes);
    }

    /** These bytes arrive, and the peer's half of TCP has ended. */
    public void arriveLast(byte[] bytes) throws IOException {
        input.arriveLast(bytes);
    }

    /** There is no later any more. */
    void stopsTheTimer() {
        timer.shutdown();
    }

    /** The timer looks for deadlines, as if it were so much later. */
    public void looksAfter(Duration time) {
        connection.tick(System.nanoTime() + time.toNanos());
    }

    /** The same, after the longest time that a peer may take nothing in. */
    public void looksWhenStalled() {
        looksAfter(STALL.plusSeconds(1));
    }

    /** TCP breaks. */
    public void breaks() {
        connection.onError(new IOException("the peer is gone"));
    }

    /** How often the connection was closed. */
    int closed() {
        return closed;
    }

    /** Whether it was closed when the container had promised to call again. */
    boolean closedAfterAPromise() {
        return promised;
    }

    /** In how many seconds, about, it is to be ended; -1 if that is not to happen. */
    long endsWithinSeconds() {
        return timer.getQueue().stream()
                .mapToLong(task -> ((Delayed) task).getDelay(TimeUnit.SECONDS) + 1)
                .min()
                .orElse(-1);
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    @Override
    public void close() {
        closed++;
        promised |= input.hasPromised();
        input.close();
    }
}
