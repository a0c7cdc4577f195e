package org.parley.conformance;

import static org.parley.conformance.Compressed.HELLO;
import static org.parley.conformance.Compressed.PLAIN;
import static org.parley.conformance.Compressed.RESETS;
import static org.parley.conformance.Compressed.message;
import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;

/** The examples of RFC 7692, and messages without content. */
final class Examples {

    private Examples() {}

    static void add(Cases cases) {
        examples(cases);
        empty(cases);
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
    }

    private static void empty(Cases cases) {
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
}
