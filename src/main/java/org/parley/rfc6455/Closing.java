package org.parley.rfc6455;

/**
 * The closing handshake (RFC 6455, section 7): who has sent a Close frame, so that each side sends just one, nothing
 * follows it, and the server knows when to end TCP (section 7.1.1 has the server end it first).
 *
 * <pre>
 *            start()           received()
 *   OPEN ──────────────▶ SENT ───────────────┐
 *     │                                      ▼
 *     ├────────────────────────────────────▶ DONE: end TCP once what was returned is written
 *       received(), failed(), lost()
 * </pre>
 *
 * In SENT the client may still be sending messages; they are of no use any more, but its Close frame comes after them.
 * How long to wait for it is the caller's matter. One object for each connection; not thread-safe.
 */
public final class Closing {
    /** How far a connection is. */
    public enum State {
        OPEN,
        SENT,
        DONE
    }

    private static final byte[] NOTHING = new byte[0];

    private State state = State.OPEN;

    public State state() {
        return state;
    }

    /** Whether frames may still be sent: after a Close frame none may (section 5.5.1). */
    public boolean maySend() {
        return state == State.OPEN;
    }

    /** Whether TCP is to be ended as soon as what was returned has been written. */
    public boolean isDone() {
        return state == State.DONE;
    }

    /**
     * The server closes.
     *
     * @return the Close frame to send, or an empty array if one was sent before
     * @throws IllegalArgumentException if the code may not be sent
     */
    public byte[] start(int code, String reason) {
        return sendOnce(State.SENT, code, reason);
    }

    /**
     * The client's Close frame came.
     *
     * @param code as {@link Receiver#closed} got it; the answer repeats it (section 5.5.1)
     * @return the Close frame to send, or an empty array if one was sent before
     */
    public byte[] received(int code) {
        return sendOnce(State.DONE, code, "");
    }

    /**
     * The client broke the protocol: it is told why, and its own Close frame is not waited for (section 7.1.7).
     *
     * @return the Close frame to send, or an empty array if one was sent before
     */
    public byte[] failed(Violation violation) {
        return sendOnce(State.DONE, violation.code(), violation.sentence());
    }

    /** TCP ended or broke: there is nothing more to say. */
    public void lost() {
        state = State.DONE;
    }

    private byte[] sendOnce(State next, int code, String reason) {
        byte[] frame = maySend() ? close(code, reason) : NOTHING;
        if (state != State.DONE) {
            state = next;
        }
        return frame;
    }

    private static byte[] close(int code, String reason) {
        return code == CloseCode.NONE ? Frames.close() : Frames.close(code, reason);
    }
}
