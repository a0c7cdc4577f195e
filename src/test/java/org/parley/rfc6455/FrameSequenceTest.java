package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSequenceTest {
    private final FrameSequence sequence = new FrameSequence();

    /** T, B, C are text, binary, continuation, P a ping; small letters have no FIN. */
    @ParameterizedTest
    @CsvSource({"T", "B", "TB", "tC", "tcC", "bcccC", "P", "PtPcPCP", "tCbC", "TtCT"})
    void theseSequencesAreAllowed(String frames) throws ViolationException {
        take(frames);
    }

    @ParameterizedTest
    @CsvSource({
        "C, NOTHING_TO_CONTINUE",
        "c, NOTHING_TO_CONTINUE",
        "TC, NOTHING_TO_CONTINUE",
        "tCc, NOTHING_TO_CONTINUE",
        "PC, NOTHING_TO_CONTINUE",
        "tT, MESSAGE_INTERRUPTED",
        "tb, MESSAGE_INTERRUPTED",
        "bcPB, MESSAGE_INTERRUPTED",
        "p, FRAGMENTED_CONTROL",
        "tp, FRAGMENTED_CONTROL"
    })
    void theLastFrameOfTheseIsNotAllowed(String frames, Violation violation) throws ViolationException {
        take(frames.substring(0, frames.length() - 1));
        ViolationException e =
                assertThrows(ViolationException.class, () -> take(frames.substring(frames.length() - 1)));
        assertEquals(violation, e.violation());
    }

    @Test
    void theKindIsThatOfTheFirstFrameOfTheMessage() throws ViolationException {
        take("bPc");
        assertEquals(Opcode.BINARY, sequence.kind());
        take("CT");
        assertEquals(Opcode.TEXT, sequence.kind());
    }

    private void take(String frames) throws ViolationException {
        for (char frame : frames.toCharArray()) {
            Opcode opcode = switch (Character.toUpperCase(frame)) {
                case 'T' -> Opcode.TEXT;
                case 'B' -> Opcode.BINARY;
                case 'C' -> Opcode.CONTINUATION;
                default -> Opcode.PING;
            };
            sequence.next(opcode, Character.isUpperCase(frame));
        }
    }
}
