package org.parley.feed;

/**
 * Where a follower's frames go: one connection. Called by one loop's thread only, never concurrently; must not block.
 * After {@link #write} returned false it is not called again, but for {@link #close}, until {@link Follower#ready} was.
 */
public interface Sink {
    /**
     * Takes a frame, wholly; answers whether it can take another one now. A broken connection takes frames and drops
     * them.
     */
    boolean write(Frame frame);

    /** Ends the connection as well as it can: what was taken first, if the peer still reads. Called once. */
    void close(Ending ending);

    /**
     * How many bytes the peer's side has taken so far. As long as it grows while a frame is being written, the line is
     * slow and not dead. A sink that can't know asks for frames so small that a slow peer takes one in time
     * ({@link #largest}), and counts whole ones. From any thread.
     */
    long taken();

    /** The most bytes of events to put into one frame, if that is less than what is allowed. */
    default int largest() {
        return Integer.MAX_VALUE;
    }

    /** Whether the peer can answer heartbeats, so that its silence means something. */
    boolean twoWay();

    /** What counts the line. */
    default TransportMeter meter() {
        return TransportMeter.NONE;
    }
}
