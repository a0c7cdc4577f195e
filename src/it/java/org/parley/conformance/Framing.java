package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CLOSE;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.PING;
import static org.parley.conformance.Wire.PONG;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.filled;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.head;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.unmasked;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.List;

/** Single frames: lengths, masks, reserved bits, opcodes (RFC 6455, sections 5.2 and 5.3). */
final class Framing {
    private static final int[] LENGTHS = {0, 1, 2, 7, 8, 124, 125, 126, 127, 128, 255, 256, 4096, 65_535, 65_536, 65_537
    };
    private static final byte[] KEY = hex("37fa213d");
    private static final String CUT = "ffffffffffffffff";

    private Framing() {}

    static List<Case> cases() {
        Cases cases = new Cases("framing");
        lengths(cases);
        badLengths(cases);
        masks(cases);
        reserved(cases);
        opcodes(cases);
        return cases.all();
    }

    private static void lengths(Cases cases) {
        cases.rule("text", "5.2", "takes a text message of each form of length");
        for (int length : LENGTHS) {
            cases.add(length, open().sends(text(words(length))).getsText(words(length)));
        }
        cases.add("65536-chopped", open().chops(997, text(words(65_536))).getsText(words(65_536)));
        cases.add("200-octetwise", open().chops(1, text(words(200))).getsText(words(200)));
        cases.rule("binary", "5.2", "takes a binary message of each form of length");
        for (int length : LENGTHS) {
            cases.add(length, open().sends(frame(FIN | BINARY, noise(length))).getsBinary(noise(length)));
        }
        cases.add(
                "65536-chopped",
                open().chops(997, frame(FIN | BINARY, noise(65_536))).getsBinary(noise(65_536)));
        cases.add(
                "200-octetwise",
                open().chops(1, frame(FIN | BINARY, noise(200))).getsBinary(noise(200)));
    }

    private static void badLengths(Cases cases) {
        cases.rule("minimal", "5.2", "refuses a length that is not in its shortest form");
        for (int length : new int[] {0, 1, 124, 125}) {
            cases.add("16-bits." + length, refusedAfterHead(head(FIN | BINARY, 126, length, 2)));
        }
        for (int length : new int[] {0, 125, 126, 127, 65_534, 65_535}) {
            cases.add("64-bits." + length, refusedAfterHead(head(FIN | BINARY, 127, length, 8)));
        }
        cases.add("text.16-bits.5", refusedWhole(FIN | TEXT, 126, 2));
        cases.add("text.64-bits.5", refusedWhole(FIN | TEXT, 127, 8));
        cases.add("fragment.16-bits.5", refusedWhole(TEXT, 126, 2));
        cases.add(
                "continuation.64-bits.5",
                open().sends(frame(BINARY, utf8("a")), head(FIN, 127, 5, 8), KEY)
                        .fails(1002));
        cases.add(
                "after-a-good-one",
                open().sends(text("good"), head(FIN | TEXT, 126, 5, 2), KEY)
                        .getsText("good")
                        .fails(1002));
        cases.rule("highest-bit", "5.2", "refuses a length whose highest bit is set");
        for (String length : List.of("8000000000000000", "8000000000000005", "8000000000010000", CUT)) {
            cases.add(length, open().sends(hex("82ff" + length), KEY).fails(1002));
        }
        cases.add("fragment", open().sends(hex("01ff8000000000010000"), KEY).fails(1002));
        cases.rule("too-big", "7.4.1", "refuses a message that is announced too big, before it comes");
        for (String length : List.of("7fffffffffffffff", "0000000100000000", "0000000080000000", "0000000040000000")) {
            cases.add(length, open().sends(hex("82ff" + length), KEY).fails(1009));
            cases.add("text." + length, open().sends(hex("81ff" + length), KEY).fails(1009));
        }
        cases.add(
                "sum",
                open().sends(frame(BINARY, filled(10, 1)), hex("80ff7fffffffffffffff"), KEY)
                        .fails(1009));
    }

    private static Script refusedAfterHead(byte[] head) {
        return open().sends(head, KEY).fails(1002);
    }

    private static Script refusedWhole(int first, int seven, int octets) {
        return open().sends(head(first, seven, 5, octets), KEY, Wire.masked(utf8("hello"), KEY))
                .fails(1002);
    }

    private static void masks(Cases cases) {
        cases.rule("mask", "5.3", "unmasks with any key");
        for (String key : List.of("00000000", "ffffffff", "00000001", "01000000", "80000000", "37fa213d")) {
            cases.add(
                    key,
                    open().sends(frame(FIN | TEXT, utf8(words(1001)), hex(key))).getsText(words(1001)));
        }
        cases.add(
                "a-key-for-each-frame",
                open().sends(
                                frame(TEXT, utf8("one "), hex("01020304")),
                                frame(CONTINUATION, utf8("two "), hex("00000000")),
                                frame(FIN | CONTINUATION, utf8("three"), hex("fefefefe")))
                        .getsText("one two three"));
        for (int chop : new int[] {1, 2, 3, 5, 7}) {
            cases.add("chopped-" + chop, open().chops(chop, text(words(67))).getsText(words(67)));
        }
        cases.rule("unmasked", "5.1", "refuses a frame that is not masked");
        for (int first : new int[] {FIN | TEXT, FIN | BINARY, TEXT, FIN | PING, FIN | PONG}) {
            cases.add(
                    Integer.toHexString(first),
                    open().sends(unmasked(first, utf8("hello"))).fails(1002));
            cases.add(
                    Integer.toHexString(first) + ".empty",
                    open().sends(unmasked(first, new byte[0])).fails(1002));
        }
        cases.add("close", open().sends(unmasked(FIN | CLOSE, hex("03e8"))).fails(1002));
        cases.add("close.empty", open().sends(unmasked(FIN | CLOSE, hex(""))).fails(1002));
        cases.add("head-alone", open().sends(hex("8105")).fails(1002));
        cases.add("long-head-alone", open().sends(hex("827e0100")).fails(1002));
        cases.add(
                "continuation",
                open().sends(frame(TEXT, utf8("a")), unmasked(FIN, utf8("b"))).fails(1002));
        cases.add(
                "after-a-masked-one",
                open().sends(text("good"), unmasked(FIN | TEXT, utf8("bad")))
                        .getsText("good")
                        .fails(1002));
    }

    private static void reserved(Cases cases) {
        cases.rule("reserved-bits", "5.2", "refuses reserved bits that no extension allows");
        for (int bits = 1; bits <= 7; bits++) {
            int rsv = bits << 4;
            cases.add(
                    bits + ".text",
                    open().sends(frame(FIN | rsv | TEXT, utf8("hello"))).fails(1002));
            cases.add(
                    bits + ".binary",
                    open().sends(frame(FIN | rsv | BINARY, utf8("hello"))).fails(1002));
            cases.add(
                    bits + ".empty",
                    open().sends(frame(FIN | rsv | TEXT, new byte[0])).fails(1002));
            cases.add(
                    bits + ".ping",
                    open().sends(frame(FIN | rsv | PING, utf8("hello"))).fails(1002));
            cases.add(
                    bits + ".pong",
                    open().sends(frame(FIN | rsv | PONG, utf8("hello"))).fails(1002));
            cases.add(
                    bits + ".close",
                    open().sends(frame(FIN | rsv | CLOSE, hex("03e8"))).fails(1002));
            cases.add(
                    bits + ".fragment",
                    open().sends(frame(rsv | TEXT, utf8("hello"))).fails(1002));
            byte[] continuation = frame(FIN | rsv | CONTINUATION, utf8("b"));
            cases.add(
                    bits + ".continuation",
                    open().sends(frame(TEXT, utf8("a")), continuation).fails(1002));
            byte[] between = join(text("good"), frame(FIN | rsv | TEXT, utf8("bad")), Wire.ping("not answered"));
            cases.add(
                    bits + ".after-a-good-one",
                    open().sends(between).getsText("good").fails(1002));
            cases.add(
                    bits + ".octetwise",
                    open().chops(1, text("good"), frame(FIN | rsv | TEXT, new byte[0]))
                            .getsText("good")
                            .fails(1002));
        }
    }

    private static void opcodes(Cases cases) {
        cases.rule("reserved-opcodes", "5.2", "refuses reserved opcodes");
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            cases.add(opcode, open().sends(frame(FIN | opcode, new byte[0])).fails(1002));
            cases.add(
                    opcode + ".payload",
                    open().sends(frame(FIN | opcode, utf8("reserved"))).fails(1002));
            cases.add(
                    opcode + ".fragment",
                    open().sends(frame(opcode, utf8("reserved"))).fails(1002));
            byte[] within = join(frame(TEXT, utf8("begun ")), frame(FIN | opcode, utf8("x")));
            cases.add(opcode + ".within-a-message", open().sends(within).fails(1002));
            byte[] after = join(text("good"), frame(FIN | opcode, new byte[0]), Wire.ping("not answered"));
            cases.add(
                    opcode + ".after-a-good-one",
                    open().sends(after).getsText("good").fails(1002));
        }
        cases.add("16-bits", open().sends(hex("83fe0100"), KEY).fails(1002));
        cases.add("opcode-alone", open().sends(hex("8f80"), KEY).fails(1002));
    }
}
