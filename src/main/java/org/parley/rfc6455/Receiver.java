package org.parley.rfc6455;

/**
 * What a {@link Decoder} finds in the bytes of a client, told in their order, on the thread that calls
 * {@link Decoder#receive} and before that returns; never called concurrently for one connection. After {@link #closed}
 * or {@link #failed} no other call follows.
 *
 * <p>Arrays and messages that are handed over belong to the receiver.
 */
public interface Receiver {
    /** A whole text message, checked to be UTF-8. */
    void text(Message message);

    /** A whole binary message. */
    void binary(Message message);

    /**
     * A ping, to be answered by {@link Frames#pong} with the same payload of 0 to 125 bytes. Of several that are not
     * yet answered only the newest needs an answer (RFC 6455, section 5.5.3), which bounds what a flood of them costs.
     */
    void ping(byte[] payload);

    /** A pong, asked for or not; one that nobody asked for means nothing (section 5.5.3). 0 to 125 bytes. */
    void pong(byte[] payload);

    /**
     * The client's Close frame; {@link Closing#received} makes the answer.
     *
     * @param code a code that may be sent, or {@link CloseCode#NONE} if the frame holds none
     * @param reason the client's words, possibly empty; to be shown to nobody unescaped
     */
    void closed(int code, String reason);

    /** The client broke the protocol; {@link Closing#failed} makes the Close frame to send before TCP ends. */
    void failed(Violation violation);
}
