package org.parley.transport.upgrade;

import org.parley.rfc6455.Message;

/**
 * What is said over a {@link Connection}. The methods run on the container's threads and must not block; those that
 * tell what came are never called concurrently, {@link #writable} and {@link #gone} may be called beside them.
 */
public interface Conversation {
    /** Something came, be it half a frame: the peer lives. */
    void heard();

    /** A text message. Not called any more once a close has begun, from whichever side. */
    void text(Message message);

    /** A binary message, likewise. */
    void binary(Message message);

    /** The connection takes a frame: for the first time, or again after {@link Connection#send} said that it can't. */
    void writable();

    /** Whether there is still something to send, so that the answer to the peer's Close is to come after it. */
    default boolean hasMore() {
        return false;
    }

    /** TCP has ended. Called once, as the last. */
    void gone();
}
