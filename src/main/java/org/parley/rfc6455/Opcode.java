package org.parley.rfc6455;

import org.jspecify.annotations.Nullable;

/** What a frame is (RFC 6455, section 5.2). The opcodes that the RFC reserves have no constant here. */
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private final int bits;

    Opcode(int bits) {
        this.bits = bits;
    }

    /** The four bits on the wire. */
    int bits() {
        return bits;
    }

    /**
     * Whether frames of this kind are control frames (section 5.5): short, never fragmented, allowed between fragments.
     */
    boolean isControl() {
        return bits >= 0x8;
    }

    /** Whether a frame of this kind is the first of a message. */
    boolean beginsMessage() {
        return this == TEXT || this == BINARY;
    }

    /** The opcode with these four bits (0 to 15), or null if the RFC reserves them. */
    static @Nullable Opcode of(int bits) {
        return switch (bits) {
            case 0x0 -> CONTINUATION;
            case 0x1 -> TEXT;
            case 0x2 -> BINARY;
            case 0x8 -> CLOSE;
            case 0x9 -> PING;
            case 0xA -> PONG;
            default -> null;
        };
    }
}
