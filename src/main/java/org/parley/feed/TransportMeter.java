package org.parley.feed;

/**
 * Counts what one transport does, while it does it. Called for each delivery, from any thread: an implementation
 * neither locks nor allocates. The methods do nothing unless they are overridden.
 */
public interface TransportMeter {
    /** Counts nothing. */
    TransportMeter NONE = new TransportMeter() {};

    /** What stands for a code where the peer was gone without one (RFC 6455, section 7.1.5). */
    int GONE = 1006;

    /** A line began. */
    default void opened() {}

    /** A line ended: with a close code, {@link #GONE} if the peer went without one. */
    default void closed(int code) {}

    /**
     * A message was handed to the peer's line.
     *
     * @param events how many events of the log it carries; 0 for greetings, acks, presence and heartbeats
     * @param bytes its length with the transport's own framing, without what the container adds
     */
    default void wrote(int events, int bytes) {}

    /** A command came over the line; its length without framing. */
    default void received(int bytes) {}

    /** A poll was answered with so many events in a body of so many bytes. */
    default void answered(int events, int bytes) {}

    /** So many more polls are held; less when negative. */
    default void held(int change) {}

    /** A request was refused; the code as on the wire, {@code cursor-gone} say. */
    default void refused(String code) {}
}
