package org.parley.rfc6455;

import static org.parley.rfc6455.Bytes.filled;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.join;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bytes in and what the decoder has to tell about them: every rule as a literal. */
record DecoderLiteral(
        String sentence,
        byte[] bytes,
        List<String> told,
        @Nullable Deflate agreed) {
    private static final String HELLO = "37fa213d 7f9f4d5158";

    @Override
    public String toString() {
        return sentence;
    }

    static Stream<DecoderLiteral> all() {
        return Stream.of(messages(), controls(), lengths(), closes(), violations(), texts(), CompressedLiteral.all())
                .flatMap(part -> part);
    }

    /** What a decoder tells about these pieces, be they the literal's bytes or others in its place. */
    List<String> decode(byte[]... pieces) {
        return Recorder.decode(Recorder.LIMIT, agreed, pieces);
    }

    /** The key is 00000000 in most of these, so that the payload can be read. */
    private static Stream<DecoderLiteral> messages() {
        return Stream.of(
                of("a text, section 5.7", "81 85" + HELLO, "text Hello"),
                of("an empty text", "81 80 00000000", "text "),
                of("an empty binary message", "82 80 a1b2c3d4", "binary "),
                of("a binary message", "82 83 01020304 0103ff", "binary 0001fc"),
                of("a text in two fragments", "01 83 00000000 48656c 80 82 00000000 6c6f", "text Hello"),
                of("fragments with keys of their own", "01 83 37fa213d 7f9f4d 80 82 00010000 6c6f", "text Helln"),
                of(
                        "a binary message in fragments",
                        "02 81 00000000 ff 00 81 00000000 fe 80 80 00000000",
                        "binary fffe"),
                of("empty fragments", "01 80 00000000 00 80 00000000 80 80 00000000", "text "),
                of("only the last fragment holds something", "01 80 00000000 80 81 00000000 41", "text A"),
                of("two messages", "81 81 00000000 41 82 81 00000000 42", "text A", "binary 42"),
                of(
                        "a message after a fragmented one",
                        "01 80 00000000 80 80 00000000 82 80 00000000",
                        "text ",
                        "binary "));
    }

    private static Stream<DecoderLiteral> controls() {
        return Stream.of(
                of("a ping", "89 85" + HELLO, "ping 48656c6c6f"),
                of("an empty ping", "89 80 00000000", "ping "),
                of("a pong nobody asked for, section 5.7", "8a 85" + HELLO, "pong 48656c6c6f"),
                of("an empty pong", "8a 80 00000000", "pong "),
                of("a ping of 125 bytes", "89 fd 00000000" + "2a".repeat(125), "ping " + "2a".repeat(125)),
                of(
                        "control frames between fragments",
                        "01 81 00000000 41 89 81 00000000 31 8a 80 00000000 00 81 00000000 42 89 80 00000000 80 81 00000000 43",
                        "ping 31",
                        "pong ",
                        "ping ",
                        "text ABC"),
                of(
                        "a ping inside a character",
                        "01 81 00000000 c3 89 80 00000000 80 81 00000000 a4",
                        "ping ",
                        "text ä"),
                of("a close between fragments", "01 81 00000000 41 88 80 00000000", "closed 1005 "));
    }

    private static Stream<DecoderLiteral> lengths() {
        return Stream.of(
                binary("82 fd 00000000", 125),
                binary("82 fe 007e 00000000", 126),
                binary("82 fe 0100 00000000", 256),
                binary("82 fe ffff 00000000", 65535),
                binary("82 ff 0000000000010000 00000000", 65536),
                fails("125 in 16 bits", "82 fe 007d", Violation.LENGTH_NOT_MINIMAL),
                fails("0 in 16 bits", "82 fe 0000", Violation.LENGTH_NOT_MINIMAL),
                fails("65535 in 64 bits", "82 ff 000000000000ffff", Violation.LENGTH_NOT_MINIMAL),
                fails("0 in 64 bits", "82 ff 0000000000000000", Violation.LENGTH_NOT_MINIMAL),
                fails("the highest bit of 64", "82 ff 8000000000010000", Violation.LENGTH_NEGATIVE),
                fails("all 64 bits", "82 ff ffffffffffffffff", Violation.LENGTH_NEGATIVE),
                fails("one byte more than the limit", "82 ff 00000000000186a1 00000000", Violation.TOO_BIG),
                fails("the greatest length", "82 ff 7fffffffffffffff 00000000", Violation.TOO_BIG),
                fails("2^32 bytes", "82 ff 0000000100000000 00000000", Violation.TOO_BIG),
                fails("a sum over the limit", "02 81 00000000 41 80 ff 00000000000186a0 00000000", Violation.TOO_BIG),
                fails("a sum that overflows", "02 81 00000000 41 80 ff 7fffffffffffffff 00000000", Violation.TOO_BIG));
    }

    private static Stream<DecoderLiteral> closes() {
        return Stream.of(
                of("a close without a code", "88 80 00000000", "closed 1005 "),
                of("a close with a code", "88 82 00000000 03e8", "closed 1000 "),
                of("a close with a reason", "88 85 00000000 0fa0 627965", "closed 4000 bye"),
                of(
                        "a close with the longest reason",
                        "88 fd 00000000 03e9" + "61".repeat(123),
                        "closed 1001 " + "a".repeat(123)),
                of("nothing is told after a close", "88 82 00000000 03e8 81 81 00000000 41 ff", "closed 1000 "),
                fails("a close with half a code", "88 81 00000000 03", Violation.CLOSE_CUT_SHORT),
                fails("a close with code 0", "88 82 00000000 0000", Violation.CLOSE_CODE_INVALID),
                fails("a close with code 1005", "88 82 00000000 03ed", Violation.CLOSE_CODE_INVALID),
                fails("an invalid code before a bad reason", "88 83 00000000 03ed ff", Violation.CLOSE_CODE_INVALID),
                fails("a reason that is not UTF-8", "88 84 00000000 03e8 c3 28", Violation.CLOSE_REASON_NOT_UTF8),
                fails("a reason cut inside a character", "88 83 00000000 03e8 c3", Violation.CLOSE_REASON_NOT_UTF8));
    }

    private static Stream<DecoderLiteral> violations() {
        return Stream.of(
                fails("the first reserved bit", "c1", Violation.RESERVED_BIT),
                fails("the second reserved bit", "a1", Violation.RESERVED_BIT),
                fails("the third reserved bit", "91", Violation.RESERVED_BIT),
                fails("a reserved bit on a ping", "c9", Violation.RESERVED_BIT),
                fails("a reserved bit on a continuation", "01 80 00000000 c0", Violation.RESERVED_BIT),
                fails("opcode 3", "83", Violation.RESERVED_OPCODE),
                fails("opcode 7", "87", Violation.RESERVED_OPCODE),
                fails("opcode 11", "8b", Violation.RESERVED_OPCODE),
                fails("opcode 15", "8f", Violation.RESERVED_OPCODE),
                fails("a text that is not masked, section 5.7", "81 05", Violation.NOT_MASKED),
                fails("a close that is not masked", "88 00", Violation.NOT_MASKED),
                fails("a fragmented ping", "09", Violation.FRAGMENTED_CONTROL),
                fails("a fragmented close", "08", Violation.FRAGMENTED_CONTROL),
                fails("a ping of 126 bytes", "89 fe", Violation.LONG_CONTROL),
                fails("a close in 64 bits", "88 ff", Violation.LONG_CONTROL),
                fails("a continuation first", "80", Violation.NOTHING_TO_CONTINUE),
                fails(
                        "a continuation after the end",
                        "01 80 00000000 80 80 00000000 80",
                        "text ",
                        Violation.NOTHING_TO_CONTINUE),
                fails("a continuation after a message", "81 80 00000000 00", "text ", Violation.NOTHING_TO_CONTINUE),
                fails("a text within a text", "01 80 00000000 81", Violation.MESSAGE_INTERRUPTED),
                fails("a binary message within a text", "01 80 00000000 02", Violation.MESSAGE_INTERRUPTED),
                fails(
                        "a text within a text, after a ping",
                        "01 80 00000000 89 80 00000000 81",
                        "ping ",
                        Violation.MESSAGE_INTERRUPTED));
    }

    /** What makes each of the failing ones impossible is its last byte. */
    private static Stream<DecoderLiteral> texts() {
        return Stream.of(
                of("characters of all lengths", "81 8a 00000000 41 c3a4 e69d91 f09f9880", "text Aä村😀"),
                of("the last character of all", "81 84 00000000 f48fbfbf", "text \uDBFF\uDFFF"),
                of("a character over three frames", "01 81 00000000 e6 00 81 00000000 9d 80 81 00000000 91", "text 村"),
                of("binary messages are not checked", "82 82 00000000 c0ff", "binary c0ff"),
                of("a text after a binary message", "82 81 00000000 e6 81 81 00000000 41", "binary e6", "text A"),
                fails("an overlong form of 2", "81 8a 00000000 c0", Violation.TEXT_NOT_UTF8),
                fails("an overlong form of 3", "81 8a 00000000 e09f", Violation.TEXT_NOT_UTF8),
                fails("an overlong form of 4", "81 8a 00000000 f08f", Violation.TEXT_NOT_UTF8),
                fails("a surrogate", "81 8a 00000000 eda0", Violation.TEXT_NOT_UTF8),
                fails("beyond U+10FFFF", "81 8a 00000000 f490", Violation.TEXT_NOT_UTF8),
                fails("a leading byte that never is", "81 8a 00000000 f5", Violation.TEXT_NOT_UTF8),
                fails("a tail without a head", "81 8a 00000000 4180", Violation.TEXT_NOT_UTF8),
                fails("a head without a tail", "81 8a 00000000 c341", Violation.TEXT_NOT_UTF8),
                fails("a fault in a second frame", "01 81 00000000 e6 80 8a 00000000 41", Violation.TEXT_NOT_UTF8),
                fails("a text cut inside a character", "81 82 00000000 e69d", Violation.TEXT_NOT_UTF8),
                fails("a text ended inside a character", "01 81 00000000 e6 80 80 00000000", Violation.TEXT_NOT_UTF8),
                fails(
                        "a fault after words of ASCII",
                        "81 fd 00000000" + "41".repeat(100) + "ff",
                        Violation.TEXT_NOT_UTF8));
    }

    private static DecoderLiteral of(String sentence, String hex, String... told) {
        return new DecoderLiteral(sentence, hex(hex), List.of(told), null);
    }

    private static DecoderLiteral fails(String sentence, String hex, Violation violation) {
        return of(sentence, hex, Recorder.failure(violation));
    }

    private static DecoderLiteral fails(String sentence, String hex, String before, Violation violation) {
        return of(sentence, hex, before, Recorder.failure(violation));
    }

    private static DecoderLiteral binary(String header, int length) {
        byte[] payload = filled(length, 0x2a);
        String told = "binary " + HexFormat.of().formatHex(payload);
        return new DecoderLiteral("a message of " + length + " bytes", join(hex(header), payload), List.of(told), null);
    }
}
