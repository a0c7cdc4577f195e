package org.parley.transport.upgrade;

import jakarta.servlet.http.WebConnection;
import java.nio.channels.NetworkChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Below a connection: TCP, which ends once. From any thread. */
final class Tcp {
    private static final Logger LOG = LoggerFactory.getLogger(Tcp.class);

    private final WebConnection connection;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();

    Tcp(WebConnection connection) {
        this.connection = connection;
    }

    /** Closes it, once; gives the channel behind it, if that is known to be this connection's. */
    Optional<NetworkChannel> close() {
        NetworkChannel channel = closed.get() ? null : HiddenChannel.of(connection);
        // Once a connection has ended, the container may use the objects behind it for another one; it tells us before
        // that, so whoever is not told yet has found his own.
        boolean ours = !gone.get();
        if (!closed.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            connection.close();
        } catch (Exception e) {
            LOG.debug("A connection had ended already", e);
        }
        return Optional.ofNullable(channel).filter(found -> ours);
    }

    /** Whether it was closed here. */
    boolean isClosed() {
        return closed.get();
    }

    /** Notes that it is no more; answers whether that is new. */
    boolean isNowGone() {
        return gone.compareAndSet(false, true);
    }
}
