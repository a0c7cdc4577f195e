package org.parley.rfc6455;

/**
 * Which frame may follow which (RFC 6455, sections 5.4 and 5.5), and nothing else. Control frames may stand anywhere
 * but are never fragmented; a message is one TEXT or BINARY frame and then CONTINUATION frames up to the one with FIN.
 *
 * <pre>
 *            TEXT, BINARY without FIN
 *          ┌──────────────────────────▶
 *   BETWEEN                            WITHIN a message ─┐ CONTINUATION without FIN
 *          ◀──────────────────────────┘               ◀──┘
 *            CONTINUATION with FIN
 * </pre>
 *
 * Not thread-safe.
 */
final class FrameSequence {
    private boolean within;
    private Opcode kind = Opcode.TEXT;

    /**
     * Takes the next frame.
     *
     * @throws ViolationException if it may not stand here; the sequence is of no use afterwards
     */
    void next(Opcode opcode, boolean fin) throws ViolationException {
        if (opcode.isControl()) {
            Violation.FRAGMENTED_CONTROL.unless(fin);
            return;
        }
        if (opcode == Opcode.CONTINUATION) {
            Violation.NOTHING_TO_CONTINUE.unless(within);
        } else {
            Violation.MESSAGE_INTERRUPTED.unless(!within);
            kind = opcode;
        }
        within = !fin;
    }

    /** TEXT or BINARY: what the message is to which the newest data frame belongs. Of no meaning before the first. */
    Opcode kind() {
        return kind;
    }
}
