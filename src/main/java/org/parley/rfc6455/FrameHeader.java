package org.parley.rfc6455;

import org.jspecify.annotations.Nullable;

/**
 * Reads the header of one frame after the other, byte by byte (RFC 6455, section 5.2), and refuses what may not be at
 * the first byte that shows it. A header can be cut anywhere without anything being kept but these few numbers.
 *
 * <pre>
 *   FIRST ─▶ SECOND ─┬────────────────▶ MASK (4 bytes) ─▶ COMPLETE ─ next() ─▶ FIRST
 *                    └▶ LENGTH (2 or 8) ─▶┘
 * </pre>
 *
 * Not thread-safe.
 */
final class FrameHeader {
    private enum Part {
        FIRST,
        SECOND,
        LENGTH,
        MASK,
        COMPLETE
    }

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int COMPRESSED = 0x40;
    private static final int MASKED = 0x80;
    private static final int LENGTH_IN_2 = 126;

    private final boolean compression;
    private final FrameSequence sequence = new FrameSequence();
    private Part part = Part.FIRST;
    private Opcode opcode = Opcode.CONTINUATION;
    private boolean fin;
    private boolean compressed;
    private int missing;
    private boolean shortLength;
    private long length;
    private int mask;

    /** Begins before a first frame; {@code compression}: whether permessage-deflate was agreed on. */
    FrameHeader(boolean compression) {
        this.compression = compression;
    }

    /**
     * Takes the next byte (0 to 255) of the header. Call only while it is not complete.
     *
     * @return whether that was its last
     * @throws ViolationException if no frame may begin like this; the header is of no use afterwards
     */
    boolean take(int b) throws ViolationException {
        part = switch (part) {
            case FIRST -> first(b);
            case SECOND -> second(b);
            case LENGTH -> length(b);
            case MASK -> mask(b);
            case COMPLETE -> throw new IllegalStateException("the header is complete");
        };
        return part == Part.COMPLETE;
    }

    /** Makes ready for the header of the next frame. */
    void next() {
        part = Part.FIRST;
    }

    boolean isComplete() {
        return part == Part.COMPLETE;
    }

    Opcode opcode() {
        return opcode;
    }

    boolean isControl() {
        return opcode.isControl();
    }

    /** Whether this frame is the last of its message. */
    boolean isLast() {
        return fin;
    }

    /** TEXT or BINARY: what the message is that this data frame belongs to. */
    Opcode kind() {
        return sequence.kind();
    }

    /** Whether the message is compressed that the newest data frame belongs to. */
    boolean isCompressed() {
        return compressed;
    }

    /** Length of the payload in bytes: 0 to 2^63 - 1, for control frames 0 to 125. */
    long length() {
        return length;
    }

    /** The masking key, its first byte in the lowest bits: what {@link Mask} takes. */
    int mask() {
        return mask;
    }

    private Part first(int b) throws ViolationException {
        Opcode found = Opcode.of(b & 0x0F);
        checkReserved(b & RESERVED, found);
        if (found == null) {
            throw new ViolationException(Violation.RESERVED_OPCODE);
        }
        opcode = found;
        fin = (b & FIN) != 0;
        sequence.next(opcode, fin);
        if (opcode.beginsMessage()) {
            compressed = (b & COMPRESSED) != 0;
        }
        return Part.SECOND;
    }

    /**
     * Section 5.2: the bits must be 0 unless an extension gives them a meaning. permessage-deflate gives it to the
     * highest one, on the first frame of a message (RFC 7692, section 6).
     */
    private void checkReserved(int bits, @Nullable Opcode found) throws ViolationException {
        boolean first = found != null && found.beginsMessage();
        Violation.RESERVED_BIT.unless(bits == 0 || (bits == COMPRESSED && compression && first));
    }

    private Part second(int b) throws ViolationException {
        Violation.NOT_MASKED.unless((b & MASKED) != 0);
        length = b & 0x7F;
        Violation.LONG_CONTROL.unless(length <= 125 || !opcode.isControl());
        if (length < LENGTH_IN_2) {
            return expectMask();
        }
        shortLength = length == LENGTH_IN_2;
        missing = shortLength ? 2 : 8;
        length = 0;
        return Part.LENGTH;
    }

    private Part length(int b) throws ViolationException {
        length = length << 8 | b;
        if (--missing > 0) {
            return Part.LENGTH;
        }
        Violation.LENGTH_NEGATIVE.unless(length >= 0);
        Violation.LENGTH_NOT_MINIMAL.unless(length > (shortLength ? 125 : 0xFFFF));
        return expectMask();
    }

    private Part expectMask() {
        missing = 4;
        return Part.MASK;
    }

    private Part mask(int b) {
        mask = b << 24 | mask >>> 8;
        return --missing > 0 ? Part.MASK : Part.COMPLETE;
    }
}
