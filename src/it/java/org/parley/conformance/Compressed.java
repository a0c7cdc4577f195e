package org.parley.conformance;

import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Compressed messages as they may be (RFC 7692, sections 6 and 7.2). */
final class Compressed {
    private static final String PLAIN = "permessage-deflate";
    private static final String RESETS = "permessage-deflate; client_no_context_takeover; server_no_context_takeover";
    private static final String HELLO = "f2 48 cd c9 c9 07 00";

    private Compressed() {}

    static List<Case> cases() {
        Cases cases = new Cases("compressed");
        examples(cases);
        blocks(cases);
        fragmented(cases);
        mixed(cases);
        texts(cases);
        windows(cases);
        return cases.all();
    }

    private static byte[] message(int opcode, String deflate) {
        return frame(FIN | RSV1 | opcode, hex(deflate));
    }

    private static void examples(Cases cases) {
        cases.rule("example", "RFC 7692 7.2.3", "reads the RFC's own examples");
        cases.add("one-block", offering(PLAIN).sends(message(TEXT, HELLO)).getsText("Hello"));
        cases.add(
                "fragments",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("f248cd")), frame(FIN, hex("c9c90700")))
                        .getsText("Hello"));
        cases.add(
                "takeover",
                offering(PLAIN)
                        .sends(message(TEXT, HELLO))
                        .getsText("Hello")
                        .sends(message(TEXT, "f2 00 11 00 00"))
                        .getsText("Hello"));
        cases.add(
                "no-takeover",
                offering(RESETS)
                        .sends(message(TEXT, HELLO), message(TEXT, HELLO))
                        .getsText("Hello")
                        .getsText("Hello"));
        cases.add(
                "stored",
                offering(PLAIN)
                        .sends(message(TEXT, "00 05 00 fa ff 48 65 6c 6c 6f 00"))
                        .getsText("Hello"));
        cases.add(
                "final",
                offering(PLAIN).sends(message(TEXT, "f3 48 cd c9 c9 07 00 00")).getsText("Hello"));
        cases.add(
                "two-blocks",
                offering(PLAIN)
                        .sends(message(TEXT, "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"))
                        .getsText("Hello"));
        cases.add(
                "octetwise",
                offering(PLAIN)
                        .chops(1, message(TEXT, HELLO), message(TEXT, HELLO))
                        .getsText("Hello")
                        .getsText("Hello"));
        cases.rule("empty", "RFC 7692 7.2.3.6", "reads a compressed message without content");
        cases.add("text", offering(PLAIN).sends(message(TEXT, "00")).getsText(""));
        cases.add("binary", offering(PLAIN).sends(message(BINARY, "00")).getsBinary(hex("")));
        cases.add("fixed", offering(PLAIN).sends(message(TEXT, "02 00")).getsText(""));
        cases.add("final", offering(PLAIN).sends(message(TEXT, "03 00 00")).getsText(""));
        cases.add(
                "stored",
                offering(PLAIN).sends(message(TEXT, "00 00 00 ff ff 00")).getsText(""));
        cases.add(
                "fragments",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("")), frame(FIN, hex("00")))
                        .getsText(""));
        cases.add(
                "then-text",
                offering(PLAIN)
                        .sends(message(TEXT, "00"), message(TEXT, HELLO))
                        .getsText("")
                        .getsText("Hello"));
        cases.add(
                "no-bytes-at-all",
                offering(PLAIN).sends(frame(FIN | RSV1 | TEXT, hex(""))).getsOrFails(TEXT, hex(""), 1002, 1007));
    }

    private static void blocks(Cases cases) {
        cases.rule("blocks", "RFC 7692 7.2.1", "reads DEFLATE blocks of all kinds");
        cases.add(
                "final-keeps-window",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00 00"), message(TEXT, "f2 00 11 00 00"))
                        .getsText("Hello")
                        .getsText("Hello"));
        cases.add(
                "final-stored",
                offering(PLAIN)
                        .sends(message(TEXT, "01 05 00 fa ff 48 65 6c 6c 6f 00"))
                        .getsText("Hello"));
        cases.add(
                "final-twice",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00"))
                        .getsText("HelloHello"));
        cases.add(
                "final-then-more",
                offering(PLAIN)
                        .sends(message(TEXT, "f3 48 cd c9 c9 07 00" + HELLO))
                        .getsText("HelloHello"));
        cases.add(
                "tail-left-on",
                offering(PLAIN).sends(message(TEXT, HELLO + "00 00 ff ff 00")).getsText("Hello"));
        cases.add(
                "many-empty",
                offering(PLAIN)
                        .sends(message(TEXT, "00 00 00 ff ff".repeat(200) + HELLO))
                        .getsText("Hello"));
        for (int level : new int[] {0, 1, 6, 9}) {
            for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                byte[] payload = utf8(words(70_000));
                byte[] deflated = deflate(payload, level, strategy);
                cases.add(
                        "level-" + level + ".strategy-" + strategy,
                        offering(PLAIN)
                                .sends(frame(FIN | RSV1 | TEXT, deflated))
                                .gets(TEXT, payload));
            }
        }
        cases.add(
                "noise",
                offering(PLAIN).compresses(BINARY, noise(70_000), 1 << 20).getsBinary(noise(70_000)));
    }

    private static byte[] deflate(byte[] payload, int level, int strategy) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        deflater.setInput(payload);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[200_000];
        all.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.NO_FLUSH));
        all.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
        deflater.end();
        return Arrays.copyOf(all.toByteArray(), all.size() - 4);
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

    private static void windows(Cases cases) {
        cases.rule("server-window", "RFC 7692 7.1.2.1", "refers no further back than the window agreed on");
        for (int bits = 8; bits <= 15; bits++) {
            String offer = PLAIN + "; server_max_window_bits=" + bits;
            cases.add(bits, echoes(offering(offer), 10_000));
            cases.add(bits + ".no-takeover", echoes(offering(offer + "; server_no_context_takeover"), 10_000));
        }
        cases.rule("client-window", "RFC 7692 7.1.2.2", "inflates with the window agreed on");
        for (int bits = 8; bits <= 15; bits++) {
            String offer = PLAIN + "; client_max_window_bits=" + bits;
            cases.add(bits, echoes(offering(offer), 10_000));
            cases.add(bits + ".no-takeover", echoes(offering(offer + "; client_no_context_takeover"), 10_000));
        }
        cases.add("unnamed", echoes(offering(PLAIN + "; client_max_window_bits"), 10_000));
        cases.rule("takeover", "RFC 7692 7.2.3.2", "keeps or forgets windows from message to message as agreed");
        cases.add("kept", echoes(offering(PLAIN), 40_000));
        cases.add("server-forgets", echoes(offering(PLAIN + "; server_no_context_takeover"), 40_000));
        cases.add("client-forgets", echoes(offering(PLAIN + "; client_no_context_takeover"), 40_000));
        cases.add("both-forget", echoes(offering(RESETS), 40_000));
    }

    /** Messages that repeat each other and themselves at many distances. */
    private static Script echoes(Script script, int length) {
        for (int i = 0; i < 8; i++) {
            byte[] payload = i % 4 == 3 ? noise(3000) : utf8(i + words(length - i));
            int opcode = i % 4 == 3 ? BINARY : TEXT;
            script.compresses(opcode, payload, i % 2 == 0 ? 1 << 20 : 1000).gets(opcode, payload);
        }
        return script;
    }
}
