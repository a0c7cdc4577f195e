package org.parley.feed;

import java.time.Duration;

/**
 * Why a line ends: a WebSocket close code (docs/protocol.md, Transports) and a short reason.
 *
 * @param code 1000–4999
 * @param reason at most 123 bytes of UTF-8
 */
public record Ending(int code, String reason) {
    /** The session ended. */
    public static final Ending SIGNED_OUT = new Ending(4401, "signed out");

    /** The peer takes too little, or answers nothing; it may resume. */
    public static final Ending TOO_SLOW = new Ending(4408, "too slow");

    /** Nothing was heard for two heartbeats. */
    public static final Ending SILENT = new Ending(4408, "silent");

    /** The cursor can't be served. */
    public static final Ending CURSOR_GONE = new Ending(4410, "cursor gone");

    /** Too many lines of one user. */
    public static final Ending TOO_MANY = new Ending(4429, "too many sockets");

    /** Commands went on after ten refusals. */
    public static final Ending TOO_FAST = new Ending(4429, "rate limited");

    /** Something that is no command. */
    public static final Ending NOT_A_COMMAND = new Ending(4400, "not a command");

    /** The log could not be read. */
    public static final Ending FAILED = new Ending(1011, "the store could not be read");

    /** The node goes away; the peer comes back after a random part of this time, at once if it is none. */
    public static Ending goingAway(Duration spread) {
        return new Ending(1001, Long.toString(spread.toMillis()));
    }
}
