package org.parley.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.feed.Frame;
import org.parley.feed.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container's session as a sink: one message in flight, the next when the container says that it is sent. */
final class SessionSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSink.class);

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closers;
    private volatile @Nullable Follower follower;

    SessionSink(Session session, Executor closers) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.closers = closers;
    }

    /** Begins to deliver. */
    void begin(Follower owner) {
        follower = owner;
        owner.ready();
    }

    @Override
    public boolean write(Frame frame) {
        Follower owner = follower;
        if (owner == null) {
            return true;
        }
        try {
            remote.sendText(frame.text(), result -> {
                if (result.isOK()) {
                    owner.ready();
                } else {
                    owner.gone();
                }
            });
        } catch (IllegalStateException e) {
            owner.gone();
        }
        return false;
    }

    @Override
    public void close(Ending ending) {
        try {
            closers.execute(() -> end(ending));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many sessions are being closed; one is left to the container");
        }
    }

    @Override
    public boolean twoWay() {
        return true;
    }

    private void end(Ending ending) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(ending.code()), ending.reason()));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The peer was gone already", e);
        }
    }
}
