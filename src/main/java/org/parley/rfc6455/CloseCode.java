package org.parley.rfc6455;

/**
 * The close codes of RFC 6455, section 7.4.1, and of the IANA registry that it founded, and what a client of this
 * server does on seeing them. Applications take theirs from 4000 to 4999, so codes are plain numbers and these
 * constants are only the names of some.
 */
public final class CloseCode {
    /** All is done; the client stays away until its user wants it again. */
    public static final int NORMAL = 1000;

    /** The server stops (or the page was left); the client connects again, to another node if there is one. */
    public static final int GOING_AWAY = 1001;

    /** The peer broke the protocol; the client reports it and connects again. */
    public static final int PROTOCOL_ERROR = 1002;

    /** A kind of message that the endpoint has no use for, binary say; the client reports it. */
    public static final int UNACCEPTABLE = 1003;

    /** Stands for a Close frame without a code. Never sent: {@link Frames#close()} is such a frame. */
    public static final int NONE = 1005;

    /** Stands for a connection that ended without a Close frame. Never sent; the client connects again. */
    public static final int ABNORMAL = 1006;

    /** A message was not what its type promises, such as text that is not UTF-8; the client reports it. */
    public static final int INVALID_DATA = 1007;

    /** Refused for a reason of the server's own; the client reports it. */
    public static final int POLICY = 1008;

    /** A message was over the limit; the client reports it and sends smaller ones. */
    public static final int TOO_BIG = 1009;

    /** The server failed; the client connects again after a while. */
    public static final int SERVER_ERROR = 1011;

    /** The server has too much to do or to hold in memory; the client connects again after a while. */
    public static final int TRY_AGAIN_LATER = 1013;

    /** Stands for a TLS handshake that failed. Never sent. */
    public static final int TLS_FAILED = 1015;

    private CloseCode() {}

    /**
     * Whether a Close frame may carry this code (section 7.4): 1000 to 1014 except those that only stand for something
     * (1004, 1005, 1006), and what libraries (3000 to 3999) and applications (4000 to 4999) chose. 1012 to 1014 were
     * registered after the RFC; the rest below 3000 is kept for its successors.
     */
    public static boolean maySend(int code) {
        return switch (code) {
            case 1004, NONE, ABNORMAL -> false;
            default -> (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
        };
    }
}
