package org.parley.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.parley.testing.Frame;

/** A whole message or a control frame, as it came or as it must come. */
record Heard(int opcode, byte[] payload) {
    private static final int SHOWN = 40;

    /** The code of a Close frame, 1005 if it holds none. */
    int code() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    boolean isClose() {
        return opcode == Frame.CLOSE;
    }

    /** Fails unless a Close frame is as RFC 6455, section 5.5.1, wants it. */
    void mustBeWellFormed() {
        Script.must(payload.length != 1, "a Close frame with half a code");
        if (payload.length > 2) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload, 2, payload.length - 2));
            } catch (CharacterCodingException e) {
                throw new AssertionError("the reason of a Close frame is not UTF-8", e);
            }
        }
    }

    boolean is(Heard other) {
        return opcode == other.opcode && Arrays.equals(payload, other.payload);
    }

    @Override
    public String toString() {
        return switch (opcode) {
            case Frame.TEXT -> "text" + shown();
            case Frame.BINARY -> "binary" + shown();
            case Frame.CLOSE -> "Close " + code();
            case Frame.PING -> "ping" + shown();
            case Frame.PONG -> "pong" + shown();
            default -> "opcode " + opcode;
        };
    }

    private String shown() {
        byte[] beginning = Arrays.copyOf(payload, Math.min(payload.length, SHOWN));
        return " of " + payload.length + " bytes: " + HexFormat.of().formatHex(beginning);
    }
}
