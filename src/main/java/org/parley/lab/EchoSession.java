package org.parley.lab;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An echo over a container's session: puts messages together from their parts, and sends one answer at a time, the next
 * when the container says that the last is sent. Parts come on the container's threads, one at a time.
 */
final class EchoSession implements SendHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EchoSession.class);

    private final Session session;
    private final Echoes echoes;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
    private String suffix = "";
    private long arrived;

    @GuardedBy("this")
    private final ArrayDeque<Answer> waiting = new ArrayDeque<>(1);

    /** Bytes counted for this session: of the message that has arrived in part, and of answers that have not left. */
    @GuardedBy("this")
    private long held;

    @GuardedBy("this")
    private @Nullable Answer sending;

    @GuardedBy("this")
    private boolean draining;

    @GuardedBy("this")
    private boolean ended;

    @GuardedBy("this")
    private boolean gone;

    /** A message to be sent, text or binary, and the bytes counted for it. */
    private record Answer(@Nullable String text, @Nullable ByteBuffer binary, long bytes) {}

    EchoSession(Session session, Echoes echoes) {
        this.session = session;
        this.echoes = echoes;
    }

    /** What to append to text. */
    void append(String end) {
        suffix = end;
    }

    void text(String part, boolean last) {
        if (arrives(Utf8.length(part))) {
            text.append(part);
            if (last) {
                answer(new Answer(text.append(suffix).toString(), null, arrived));
                text.setLength(0);
                text.trimToSize();
            }
        }
    }

    void binary(byte[] part, boolean last) {
        if (arrives(part.length)) {
            binary.writeBytes(part);
            if (last) {
                answer(new Answer(null, ByteBuffer.wrap(binary.toByteArray()), arrived));
                binary.reset();
            }
        }
    }

    /** Counts a part; answers whether it may stay. */
    private boolean arrives(int bytes) {
        arrived += bytes;
        if (arrived > echoes.limits().message()) {
            close(CloseCodes.TOO_BIG, "over " + echoes.limits().message() + " bytes");
        } else if (!hold(bytes)) {
            close(CloseCodes.TRY_AGAIN_LATER, "too much is held");
        }
        return !hasEnded();
    }

    private void answer(Answer answer) {
        arrived = 0;
        boolean fits;
        synchronized (this) {
            fits = waiting.isEmpty() || held <= echoes.share();
            waiting.add(answer);
        }
        if (fits) {
            drain();
        } else {
            close(CloseCodes.TRY_AGAIN_LATER, "too many answers wait");
        }
    }

    /** Sends what waits, in a loop: some containers call back before the send returns. */
    private void drain() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        for (Answer next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private synchronized @Nullable Answer next() {
        if (sending != null || ended || waiting.isEmpty()) {
            draining = false;
            return null;
        }
        sending = waiting.remove();
        return sending;
    }

    private void send(Answer answer) {
        try {
            if (answer.text() != null) {
                session.getAsyncRemote().sendText(answer.text(), this);
            } else if (answer.binary() != null) {
                session.getAsyncRemote().sendBinary(answer.binary(), this);
            }
        } catch (IllegalStateException e) {
            LOG.debug("The session was closed already", e);
            gone();
        }
    }

    @Override
    public void onResult(SendResult result) {
        synchronized (this) {
            long bytes = sending == null ? 0 : sending.bytes();
            sending = null;
            hold(-bytes);
        }
        if (result.isOK()) {
            drain();
        } else {
            close(CloseCodes.VIOLATED_POLICY, "does not read");
        }
    }

    /** Closes the session, on a thread that may wait. */
    void close(CloseReason.CloseCode code, String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        try {
            echoes.closers().execute(() -> end(new CloseReason(code, reason)));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many sessions are being closed; one is left to the container");
        }
    }

    private void end(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The peer was gone already", e);
        }
    }

    /** The session is over: gives back what it took, once. */
    void gone() {
        synchronized (this) {
            if (gone) {
                return;
            }
            hold(-held);
            ended = true;
            gone = true;
            waiting.clear();
        }
        echoes.leave();
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized boolean hold(long bytes) {
        if (gone) {
            return false;
        }
        held += bytes;
        return echoes.buffered().change(bytes);
    }
}
