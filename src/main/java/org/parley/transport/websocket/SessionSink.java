package org.parley.transport.websocket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Ending;
import org.parley.feed.Follower;
import org.parley.feed.Frame;
import org.parley.feed.Sink;
import org.parley.feed.TransportMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's session as a sink: one message in flight, the next when the container says that it is sent. A close
 * waits for the message in flight too, as containers mix up what is sent at the same time; the send time-out bounds
 * that.
 */
final class SessionSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSink.class);

    /** What a peer can take within the time for a stall though it reads but some hundred bytes a second. */
    private static final int PIECE = 16 * 1024;

    /** Milliseconds for a Close that can only go out if nothing is in its way. */
    private static final long AT_ONCE = 1;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closers;
    private final TransportMeter meter;
    private final long closeMillis;
    private volatile @Nullable Follower follower;

    @GuardedBy("this")
    private boolean sending;

    @GuardedBy("this")
    private long taken;

    @GuardedBy("this")
    private @Nullable Ending ending;

    SessionSink(Session session, Collaborators with) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.closers = with.closers();
        this.meter = with.meter();
        this.closeMillis = with.closeTimeout().toMillis();
    }

    /**
     * Tomcat waits 20 s to send a Close and 30 s for the peer's, if nobody tells it otherwise; other containers do not
     * look.
     */
    static void boundClose(Session session, long millis) {
        session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", millis);
        session.getUserProperties().put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", millis);
    }

    /**
     * Closes a session. A container may wait for the peer's Close for as long as the line may be idle, for which the
     * feed, whose heartbeat watched it so far, has no bound: from now on it is so many milliseconds.
     *
     * @throws IllegalStateException if the session is closed already
     */
    static void close(Session session, Ending why, long millis) throws IOException {
        session.setMaxIdleTimeout(millis);
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(why.code()), why.reason()));
    }

    /** Begins to deliver. */
    void begin(Follower owner) {
        follower = owner;
        owner.ready();
    }

    @Override
    public boolean write(Frame frame) {
        synchronized (this) {
            sending = true;
        }
        try {
            remote.sendText(frame.text(), this::sent);
        } catch (RuntimeException e) { // closed meanwhile; each container has its own word for it
            sent(new SendResult(e));
        }
        return false;
    }

    private void sent(SendResult result) {
        Ending last;
        synchronized (this) {
            sending = false;
            taken++;
            last = ending;
        }
        Follower owner = follower;
        if (last != null) {
            if (!deaf(last)) {
                end(last);
            }
        } else if (owner != null && result.isOK()) {
            owner.ready();
        } else if (owner != null) {
            owner.gone();
            end(Ending.TOO_SLOW); // not every container ends what it could not write to
        }
    }

    @Override
    public void close(Ending why) {
        synchronized (this) {
            ending = why;
            if (sending && !deaf(why)) {
                return;
            }
        }
        end(why);
    }

    /** The standard API does not tell how far a message has gone, only that it has. */
    @Override
    public synchronized long taken() {
        return taken;
    }

    @Override
    public int largest() {
        return PIECE;
    }

    @Override
    public boolean twoWay() {
        return true;
    }

    @Override
    public TransportMeter meter() {
        return meter;
    }

    /** Whether the peer takes nothing, so that waiting for the message in flight would be in vain. */
    private static boolean deaf(Ending why) {
        return why.equals(Ending.TOO_SLOW) || why.equals(Ending.SILENT);
    }

    /** Closing may wait for the peer, so it has threads of its own. */
    private void end(Ending why) {
        try {
            closers.execute(() -> closeNow(why));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many sessions are being closed; one is left to the container");
        }
    }

    private void closeNow(Ending why) {
        try {
            if (deaf(why)) {
                boundClose(session, AT_ONCE);
            }
            close(session, why, closeMillis);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The peer was gone already", e);
        }
    }
}
