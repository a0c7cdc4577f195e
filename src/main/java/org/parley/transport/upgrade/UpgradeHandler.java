package org.parley.transport.upgrade;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a container hands a connection over; made by it, told what to do by {@link Opening}. */
public final class UpgradeHandler implements HttpUpgradeHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

    private final AtomicReference<@Nullable Promise> promise = new AtomicReference<>();
    private volatile @Nullable Connection connection;
    private volatile boolean expired;

    /** What is to be done with the connection, or if it never comes. */
    private record Promise(
            Connections all,
            Function<WebConnection, Connection> make,
            Runnable never,
            long since,
            UpgradeHandler handler) {
        void expire() {
            handler.expired = true;
            all.forget(handler);
            never.run();
        }
    }

    /** Says what becomes of the connection; before the container calls. */
    void expect(Connections all, Function<WebConnection, Connection> make, Runnable never) {
        promise.set(new Promise(all, make, never, System.nanoTime(), this));
        all.expect(this);
    }

    /** Gives up what has not come in time: its peer was gone before it was told 101. By the timer. */
    void tick(long now, Duration opening) {
        Promise kept = promise.get();
        if (kept != null && now - kept.since() > opening.toNanos() && promise.compareAndSet(kept, null)) {
            kept.expire();
        }
    }

    /** Called twice by some containers, which counts as once. */
    @Override
    public void init(WebConnection tcp) {
        Promise kept = promise.getAndSet(null);
        if (kept == null) {
            refuse(tcp);
            return;
        }
        kept.all().forget(this);
        Connection made = made(kept, tcp);
        connection = made;
        try {
            made.open();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A connection ended while it was opened", e);
            made.end();
        }
    }

    private static Connection made(Promise kept, WebConnection tcp) {
        try {
            return kept.make().apply(tcp);
        } catch (RuntimeException e) {
            kept.never().run();
            throw e;
        }
    }

    private void refuse(WebConnection tcp) {
        try {
            if (expired) {
                tcp.close();
            }
        } catch (Exception e) {
            LOG.debug("A connection that came too late had ended already", e);
        }
    }

    @Override
    public void destroy() {
        Promise kept = promise.getAndSet(null);
        if (kept != null) {
            kept.expire();
        }
        Connection ended = connection;
        if (ended != null) {
            ended.farewell();
        }
    }
}
