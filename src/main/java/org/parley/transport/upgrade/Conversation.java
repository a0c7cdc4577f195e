package org.parley.transport.upgrade;

import org.parley.rfc6455.Message;

/**
 * What is said over a {@link Connection}. The methods run on the container's threads (a few on the timer's) and must
 * not block; those that tell what came are never called concurrently, nor beside or after {@link #gone};
 * {@link #writable}, {@link #hasMore} and {@link #stalled} may be called beside them.
 */
public interface Conversation {
    /**
     * Something came, be it half a frame: the peer lives. Called before it is read.
     *
     * @param bytes holds it at its beginning; not to be kept or changed
     * @param count how much came, in bytes
     */
    default void heard(byte[] bytes, int count) {}

    /** A text message. Not called any more once a close has begun, from whichever side. */
    void text(Message message);

    /** A binary message, likewise. */
    void binary(Message message);

    /** A ping, likewise, to be answered by {@link Connection#pong}. */
    void ping(byte[] payload);

    /** The connection takes a frame: for the first time, or again after {@link Connection#send} said that it can't. */
    void writable();

    /** Whether there is still something to send, so that the connection's last word is to come after it. */
    default boolean hasMore() {
        return false;
    }

    /** The peer has taken nothing of what waits for it since {@link Connections.Deadlines#stall}. May be repeated. */
    default void stalled() {}

    /** A close has begun with this code: the peer's, or ours for a rule that it broke. */
    default void closing(int code) {}

    /** TCP has ended. Called once, as the last. */
    void gone();
}
