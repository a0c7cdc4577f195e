package org.parley.testing;

import tools.jackson.databind.JsonNode;

/**
 * The server ended a reader's line, for this reason. Over HTTP the codes are those that a socket would have been closed
 * with; a line that ended without a word has {@link #WITHOUT_A_WORD}.
 */
public final class LineEnded extends RuntimeException {
    public static final int WITHOUT_A_WORD = 1006;

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final transient JsonNode problem;

    public LineEnded(int code, String reason, JsonNode problem) {
        super("the line ended with " + code + " '" + reason + "' " + problem);
        this.code = code;
        this.reason = reason;
        this.problem = problem;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /**
     * What the server said about it before: an {@code error}, a problem document, a {@code bye}; else an empty object.
     */
    public JsonNode problem() {
        return problem;
    }
}
