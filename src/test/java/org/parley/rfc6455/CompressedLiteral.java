package org.parley.rfc6455;

import static org.parley.rfc6455.Bytes.hex;

import java.util.List;
import java.util.stream.Stream;

/** Compressed messages as bytes in, and what the decoder has to tell about them: RFC 7692 by its own examples first. */
final class CompressedLiteral {
    private static final String KEY = "00000000";
    private static final Deflate TAKEOVER = new Deflate(true, true, 15, 15, "");
    private static final Deflate NO_TAKEOVER = new Deflate(false, false, 15, 15, "");

    private CompressedLiteral() {}

    static Stream<DecoderLiteral> all() {
        return Stream.of(examples(), blocks(), reserved(), spoiled(), texts()).flatMap(part -> part);
    }

    private static Stream<DecoderLiteral> examples() {
        return Stream.of(
                of("one block, section 7.2.3.1", frame("c1", "f248cdc9c90700"), "text Hello"),
                of("one block in two frames", frame("41", "f248cd") + frame("80", "c9c90700"), "text Hello"),
                of(
                        "the window of the message before, section 7.2.3.2",
                        frame("c1", "f248cdc9c90700") + frame("c1", "f200110000"),
                        "text Hello",
                        "text Hello"),
                of("no compression, section 7.2.3.3", frame("c1", "000500faff48656c6c6f00"), "text Hello"),
                of("a last block, section 7.2.3.4", frame("c1", "f348cdc9c9070000"), "text Hello"),
                of("two blocks, section 7.2.3.5", frame("c1", "f248050000 00ffff cac9c90700"), "text Hello"),
                of("an empty message, section 7.2.3.6", frame("c1", "00"), "text "),
                of("an empty binary message", frame("c2", "00"), "binary "));
    }

    private static Stream<DecoderLiteral> blocks() {
        return Stream.of(
                of("a last block and nothing more", frame("c1", "f348cdc9c90700"), "text Hello"),
                of(
                        "a last block, and the message after it",
                        frame("c1", "f348cdc9c9070000") + frame("c1", "f248cdc9c90700"),
                        "text Hello",
                        "text Hello"),
                of("two last blocks", frame("c1", "f348cdc9c90700 f348cdc9c90700 00"), "text HelloHello"),
                of("a reference over a last block", frame("c1", "f348cdc9c90700 f200110000"), "text HelloHello"),
                of(
                        "a reference over a message's last block",
                        frame("c1", "f348cdc9c9070000") + frame("c1", "f200110000"),
                        "text Hello",
                        "text Hello"),
                of(
                        "empty frames around it",
                        frame("41", "") + frame("00", "f248cdc9c90700") + frame("80", ""),
                        "text Hello"),
                of(
                        "control frames within it",
                        frame("41", "f248cd") + frame("89", "31") + frame("8a", "") + frame("80", "c9c90700"),
                        "ping 31",
                        "pong ",
                        "text Hello"),
                of("a close within it", frame("41", "f248cd") + frame("88", ""), "closed 1005 "),
                of(
                        "messages of both sorts",
                        frame("c1", "f248cdc9c90700")
                                + frame("82", "ff")
                                + frame("c1", "f200110000")
                                + frame("81", "41"),
                        "text Hello",
                        "binary ff",
                        "text Hello",
                        "text A"));
    }

    private static Stream<DecoderLiteral> reserved() {
        return Stream.of(
                fails("a compressed ping", "c9", Violation.RESERVED_BIT),
                fails("a compressed close", "c8", Violation.RESERVED_BIT),
                fails(
                        "the bit on a continuation of a compressed message",
                        frame("41", "f2") + "c0",
                        Violation.RESERVED_BIT),
                fails("the bit on a continuation of another message", frame("01", "") + "40", Violation.RESERVED_BIT),
                fails("the bit on a reserved opcode", "c3", Violation.RESERVED_BIT),
                fails("the second reserved bit as well", "e1", Violation.RESERVED_BIT),
                fails("the third reserved bit alone", "91", Violation.RESERVED_BIT));
    }

    private static Stream<DecoderLiteral> spoiled() {
        return Stream.of(
                fails("a block of no known type", frame("c2", "07"), Violation.NOT_DEFLATED),
                fails("a length that its complement denies", frame("c2", "000500ffff"), Violation.NOT_DEFLATED),
                fails("a reference to before the start", frame("c2", "f20011"), Violation.NOT_DEFLATED),
                fails("nothing at all", frame("c2", ""), Violation.NOT_DEFLATED),
                fails("a block cut short", frame("c2", "f248cdc9"), Violation.NOT_DEFLATED),
                fails("a block without compression cut short", frame("c2", "000500faff48656c"), Violation.NOT_DEFLATED),
                fails(
                        "a block, but not the start of the next",
                        frame("c2", "000500faff48656c6c6f"),
                        Violation.NOT_DEFLATED),
                fails(
                        "a last block cut short, which all that is added in thought would fill",
                        frame("c2", "010600f9ff"),
                        Violation.NOT_DEFLATED),
                fails("a last block, and half a block", frame("c2", "f348cdc9c90700 f248"), Violation.NOT_DEFLATED),
                fails("a last block, and no block", frame("c2", "f348cdc9c90700 07"), Violation.NOT_DEFLATED),
                literal(
                        "the window of the message before, which was given up",
                        NO_TAKEOVER,
                        frame("c1", "f248cdc9c90700") + frame("c1", "f20011"),
                        "text Hello",
                        Recorder.failure(Violation.NOT_DEFLATED)));
    }

    private static Stream<DecoderLiteral> texts() {
        return Stream.of(
                of(
                        "a character over two frames",
                        frame("41", "000300fcff41e69d") + frame("80", "000100feff9100"),
                        "text A村"),
                fails("not UTF-8", frame("c1", "000100feffff"), Violation.TEXT_NOT_UTF8),
                fails(
                        "not UTF-8, before the message is whole",
                        "41 fe 1000" + KEY + "000100feffff",
                        Violation.TEXT_NOT_UTF8),
                fails("cut inside a character", frame("c1", "000200fdffe69d00"), Violation.TEXT_NOT_UTF8));
    }

    private static String frame(String first, String payload) {
        int length = hex(payload).length;
        String size = length < 126 ? "%02x".formatted(0x80 + length) : "fe%04x".formatted(length);
        return first + size + KEY + payload;
    }

    private static DecoderLiteral of(String sentence, String bytes, String... told) {
        return literal(sentence, TAKEOVER, bytes, told);
    }

    private static DecoderLiteral fails(String sentence, String bytes, Violation violation) {
        return literal(sentence, TAKEOVER, bytes, Recorder.failure(violation));
    }

    private static DecoderLiteral literal(String sentence, Deflate agreed, String bytes, String... told) {
        return new DecoderLiteral("compressed: " + sentence, hex(bytes), List.of(told), agreed);
    }
}
