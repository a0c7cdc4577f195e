package org.parley.transport;

/** How far an attempt came. Each is a later one than those before it in this list. */
public sealed interface Outcome {
    /**
     * A request for a socket had no {@code Upgrade: websocket}: something on the way took it away.
     *
     * @param seen what it had instead, in a line; names of proxies among it
     */
    record WithoutUpgrade(String seen) implements Outcome {}

    /**
     * It was turned away.
     *
     * @param status the HTTP status
     * @param code the problem's (docs/protocol.md, Errors)
     */
    record Refused(int status, String code) implements Outcome {}

    /**
     * The head of the answer was sent, and nothing after it yet.
     *
     * @param status 101 for a socket, 200 for a stream
     */
    record Answered(int status) implements Outcome {}

    /**
     * The first message was written, or a poll was answered.
     *
     * @param status as before
     */
    record Opened(int status) implements Outcome {}

    /**
     * It ended.
     *
     * @param code the close code; 1006 when TCP ended without a word
     * @param millis how long after its request
     */
    record Closed(int code, long millis) implements Outcome {}
}
