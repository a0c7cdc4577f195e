package org.parley.conformance;

import static org.parley.conformance.Compressed.HELLO;
import static org.parley.conformance.Compressed.PLAIN;
import static org.parley.conformance.Compressed.RESETS;
import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.List;

/** Compressed messages in fragments, and beside others that are not compressed (RFC 7692, section 6). */
final class CompressedFragments {

    private CompressedFragments() {}

    static void add(Cases cases) {
        fragmented(cases);
        mixed(cases);
        texts(cases);
    }

    private static void fragmented(Cases cases) {
        cases.rule("fragments", "RFC 7692 6.1", "puts a compressed message together from its fragments");
        byte[] hello = hex(HELLO);
        for (int most = 1; most < hello.length; most++) {
            cases.add(
                    "by-" + most,
                    offering(PLAIN).sends(fragments(RSV1 | TEXT, hello, most)).getsText("Hello"));
        }
        cases.add(
                "empty-first",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("")), frame(FIN, hello))
                        .getsText("Hello"));
        cases.add(
                "empty-last",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hello), frame(FIN, hex("")))
                        .getsText("Hello"));
        cases.add(
                "empty-middle",
                offering(PLAIN)
                        .sends(
                                frame(RSV1 | TEXT, hex("f248")),
                                frame(CONTINUATION, hex("")),
                                frame(FIN, hex("cdc9c90700")))
                        .getsText("Hello"));
        cases.add(
                "ping-between",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("f248cd")), ping("p"), frame(FIN, hex("c9c90700")))
                        .getsPong("p")
                        .getsText("Hello"));
        cases.add(
                "octetwise",
                offering(PLAIN).chops(1, fragments(RSV1 | TEXT, hello, 2)).getsText("Hello"));
        cases.add(
                "close-between",
                offering(PLAIN).sends(frame(RSV1 | TEXT, hex("f248cd"))).closes(Wire.close(1000, ""), 1000));
        for (int most : new int[] {1, 125, 126, 1300, 65_536}) {
            cases.add(
                    "long-by-" + most,
                    offering(PLAIN).compresses(TEXT, utf8(words(20_000)), most).getsText(words(20_000)));
        }
    }

    private static void mixed(Cases cases) {
        cases.rule("uncompressed", "RFC 7692 6", "takes messages that are not compressed, too");
        for (String offer : List.of(PLAIN, RESETS)) {
            String name = offer.equals(PLAIN) ? "takeover" : "no-takeover";
            cases.add(name + ".text", offering(offer).sends(text("plain")).getsText("plain"));
            cases.add(name + ".empty", offering(offer).sends(text("")).getsText(""));
            cases.add(name + ".long", offering(offer).sends(text(words(70_000))).getsText(words(70_000)));
            cases.add(
                    name + ".mixed",
                    offering(offer)
                            .compresses(TEXT, utf8("one one one"), 100)
                            .sends(text("two"))
                            .compresses(TEXT, utf8("one one one"), 100)
                            .getsText("one one one")
                            .getsText("two")
                            .getsText("one one one"));
            cases.add(
                    name + ".fragments",
                    offering(offer).sends(fragments(TEXT, utf8("in pieces"), 2)).getsText("in pieces"));
            cases.add(
                    name + ".ping",
                    offering(offer).sends(ping("not compressed")).getsPong("not compressed"));
        }
    }

    private static void texts(Cases cases) {
        cases.rule("text", "8.1", "checks text after inflating it");
        String chinese = "村长说你好，".repeat(3000);
        cases.add(
                "chinese",
                offering(PLAIN).compresses(TEXT, utf8(chinese), 1 << 20).getsText(chinese));
        cases.add(
                "chinese.fragments",
                offering(PLAIN).compresses(TEXT, utf8(chinese), 7).getsText(chinese));
        cases.add(
                "binary-is-not",
                offering(PLAIN).compresses(BINARY, hex("c0ff"), 100).getsBinary(hex("c0ff")));
        for (String bad : List.of("ff", "c080", "eda080", "f4908080", "41e69d")) {
            cases.add(
                    "bad." + bad,
                    offering(PLAIN).compresses(TEXT, hex(bad), 100).fails(1007));
        }
        cases.add(
                "bad.stored-fragment",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("00 02 00 fd ff 41 ff")))
                        .fails(1007));
        cases.add(
                "bad.over-fragments",
                offering(PLAIN)
                        .sends(
                                frame(RSV1 | TEXT, hex("00 01 00 fe ff e6")),
                                frame(CONTINUATION, hex("00 01 00 fe ff 41")))
                        .fails(1007));
    }
}
