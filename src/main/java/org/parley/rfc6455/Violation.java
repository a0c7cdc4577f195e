package org.parley.rfc6455;

/**
 * A rule that a peer's bytes broke: the table of everything for which {@link Decoder} fails a connection. Each row
 * knows the code of the Close frame that answers it, the section of RFC 6455 (unless it says otherwise) that states the
 * rule, and a sentence that fits into the reason of that frame.
 */
public enum Violation {
    RESERVED_BIT(CloseCode.PROTOCOL_ERROR, "5.2", "a reserved bit is set"),
    RESERVED_OPCODE(CloseCode.PROTOCOL_ERROR, "5.2", "the opcode is reserved"),
    FRAGMENTED_CONTROL(CloseCode.PROTOCOL_ERROR, "5.5", "a control frame is fragmented"),
    NOTHING_TO_CONTINUE(CloseCode.PROTOCOL_ERROR, "5.4", "a continuation without a message to continue"),
    MESSAGE_INTERRUPTED(CloseCode.PROTOCOL_ERROR, "5.4", "a new message before the last one ended"),
    NOT_MASKED(CloseCode.PROTOCOL_ERROR, "5.1", "a frame from a client is not masked"),
    LONG_CONTROL(CloseCode.PROTOCOL_ERROR, "5.5", "a control frame is longer than 125 bytes"),
    LENGTH_NOT_MINIMAL(CloseCode.PROTOCOL_ERROR, "5.2", "the length is not in its shortest form"),
    LENGTH_NEGATIVE(CloseCode.PROTOCOL_ERROR, "5.2", "the length has its highest bit set"),
    TOO_BIG(CloseCode.TOO_BIG, "7.4.1", "the message is too big"),
    TEXT_NOT_UTF8(CloseCode.INVALID_DATA, "8.1", "the text is not UTF-8"),
    NOT_DEFLATED(CloseCode.INVALID_DATA, "7.2.2 of RFC 7692", "the message is not compressed as it says"),
    CLOSE_CUT_SHORT(CloseCode.PROTOCOL_ERROR, "5.5.1", "a close frame holds half a code"),
    CLOSE_CODE_INVALID(CloseCode.PROTOCOL_ERROR, "7.4", "a close frame holds a code that may not be sent"),
    CLOSE_REASON_NOT_UTF8(CloseCode.INVALID_DATA, "8.1", "a close frame's reason is not UTF-8");

    private final int code;
    private final String section;
    private final String sentence;

    Violation(int code, String section, String sentence) {
        this.code = code;
        this.section = section;
        this.sentence = sentence;
    }

    /** The code to close with: 1002, 1007 or 1009. */
    public int code() {
        return code;
    }

    /** The section of RFC 6455 that was broken, such as {@code 5.5.1}; of another RFC if it says so. */
    public String section() {
        return section;
    }

    /** What the peer did, in English, at most 60 ASCII characters, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** Does nothing if the rule holds; throws otherwise. */
    void unless(boolean holds) throws ViolationException {
        if (!holds) {
            throw new ViolationException(this);
        }
    }
}
