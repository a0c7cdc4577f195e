package org.parley.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Reader;
import org.parley.log.Answer.Refusal;

/**
 * One attempt to read that reached a transport, from its request on. Thread-safe; whoever notices something says so,
 * and what was overtaken by something later is dropped.
 *
 * <pre>
 *   begun ─┬─▶ without upgrade
 *          ├─▶ refused
 *          └─▶ answered ─▶ opened ─▶ closed
 *                  └───────────────────▲
 * </pre>
 */
public final class Arrival {
    /** TCP ended without a Close (RFC 6455, section 7.4.1). */
    public static final int WITHOUT_A_WORD = 1006;

    private final String transport;
    private final Reader reader;
    private final Instant at;
    private final List<ArrivalListener> listeners;
    private final long began = System.nanoTime();

    /** Written under the lock; once it is 2 or more, {@link #opened} has nothing to do. */
    private volatile int stage;

    private volatile @Nullable Boolean asked;
    private volatile @Nullable Boolean granted;

    @GuardedBy("this")
    private int status;

    Arrival(String transport, Reader reader, Instant at, List<ArrivalListener> listeners) {
        this.transport = transport;
        this.reader = reader;
        this.at = at;
        this.listeners = listeners;
    }

    /** The transport's name, as in its address. */
    public String transport() {
        return transport;
    }

    /** Who wants to read. */
    public Reader reader() {
        return reader;
    }

    /** When the request came. */
    public Instant at() {
        return at;
    }

    /** Whether a handshake asked for {@code permessage-deflate} as it came; null where that is not known. */
    @Nullable
    Boolean asked() {
        return asked;
    }

    void asked(boolean forCompression) {
        asked = forCompression;
    }

    /** Whether it was granted; null where that is not known. */
    @Nullable
    Boolean granted() {
        return granted;
    }

    /** A socket was granted {@code permessage-deflate}, or not. */
    public void granted(boolean compression) {
        granted = compression;
    }

    /** The request lacks the upgrade that a socket needs; says what it had instead. */
    void withoutUpgrade(String seen) {
        reached(4, new Outcome.WithoutUpgrade(seen));
    }

    /** The request was turned away with this status and problem code. */
    public void refused(int with, String code) {
        reached(4, new Outcome.Refused(with, code));
    }

    /** The same, for a refusal that names both. */
    public void refused(Refusal refusal) {
        refused(refusal.code().status(), refusal.code().wire());
    }

    /** The head of the answer was sent. */
    public void answered(int with) {
        synchronized (this) {
            status = with;
        }
        reached(1, new Outcome.Answered(with));
    }

    /** The first message was written. Cheap when that is known. */
    public void opened() {
        if (stage >= 2) {
            return;
        }
        int with;
        synchronized (this) {
            with = status;
        }
        reached(2, new Outcome.Opened(with));
    }

    /** Its one message was written with the head, as a poll's is. */
    public void opened(int with) {
        reached(2, new Outcome.Opened(with));
    }

    /** It ended with this code; the first to say so is believed. */
    public void closed(int code) {
        reached(4, new Outcome.Closed(code, (System.nanoTime() - began) / 1_000_000));
    }

    private synchronized void reached(int next, Outcome outcome) {
        if (next > stage) {
            stage = next;
            listeners.forEach(listener -> listener.happened(this, outcome));
        }
    }
}
