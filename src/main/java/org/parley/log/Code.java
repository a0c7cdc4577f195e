package org.parley.log;

import java.util.Locale;

/** Every way a request can fail, with its HTTP status (docs/protocol.md, Errors). */
public enum Code {
    MALFORMED(400, "The request is malformed"),
    NOT_SIGNED_IN(401, "Not signed in"),
    WRONG_PASSWORD(401, "Name and password do not match"),
    FORBIDDEN(403, "Forbidden"),
    FOREIGN_ORIGIN(403, "The request comes from a foreign origin"),
    SETUP_NEEDED(403, "An administrator has to set up this installation first"),
    NOT_A_MEMBER(403, "Not a member of this room"),
    UNKNOWN_ROOM(404, "No such room"),
    NOT_FOUND(404, "Not found"),
    NOT_ALLOWED(405, "Not allowed"),
    NAME_TAKEN(409, "The name is taken"),
    KEY_REUSED(409, "The key was used for another command"),
    CURSOR_GONE(410, "The log can't be read from this cursor"),
    TOO_LONG(413, "Too long"),
    RATE_LIMITED(429, "Too many requests"),
    NO_UPGRADE(501, "This container can't upgrade a connection"),
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;
    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short title in English. */
    public String title() {
        return title;
    }

    /** The name on the wire, such as {@code not-a-member}. */
    public String wire() {
        return wire;
    }

    /** Whether the same command may succeed later, so that what was pipelined behind it has to wait for it. */
    public boolean retryable() {
        return this == RATE_LIMITED || this == UNAVAILABLE;
    }
}
