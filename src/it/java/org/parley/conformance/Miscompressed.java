package org.parley.conformance;

import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CLOSE;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.PING;
import static org.parley.conformance.Wire.PONG;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compressed messages as they may not be (RFC 7692, sections 6 and 7.2.2). */
final class Miscompressed {
    private static final String PLAIN = "permessage-deflate";
    private static final String RESETS = "permessage-deflate; client_no_context_takeover";
    private static final byte[] HELLO = hex("f248cdc9c90700");

    /** DEFLATE that nothing can be made of. */
    private static final Map<String, String> BROKEN = new TreeMap<>(Map.of(
            "reserved-block", "06",
            "reserved-final-block", "07",
            "reserved-second-block", "f248cdc9c90706",
            "stored-length", "00 05 00 fa fe 48 65 6c 6c 6f",
            "too-many-codes", "f4ff ff ffff ff ff ff ff",
            "reference-before-the-start", "f2 00 11 00 00",
            "noise", "ffffffffffffffffffff",
            "no-end-of-block", "04" + "00".repeat(40)));

    private Miscompressed() {}

    static List<Case> cases() {
        Cases cases = new Cases("miscompressed");
        reserved(cases);
        broken(cases);
        limits(cases);
        return cases.all();
    }

    private static void reserved(Cases cases) {
        cases.rule("rsv1", "RFC 7692 6", "refuses RSV1 on anything but the first frame of a message");
        cases.add(
                "continuation",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("f248cd")), frame(FIN | RSV1, hex("c9c90700")))
                        .fails(1002));
        cases.add(
                "continuation-of-plain",
                offering(PLAIN)
                        .sends(frame(TEXT, utf8("a")), frame(FIN | RSV1, utf8("b")))
                        .fails(1002));
        cases.add(
                "middle",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, hex("f248")), frame(RSV1 | CONTINUATION, hex("cd")))
                        .fails(1002));
        cases.add(
                "empty-continuation",
                offering(PLAIN)
                        .sends(frame(RSV1 | TEXT, HELLO), frame(FIN | RSV1, hex("")))
                        .fails(1002));
        for (int opcode : new int[] {CLOSE, PING, PONG}) {
            String name = Integer.toHexString(opcode);
            cases.add(
                    "control-" + name,
                    offering(PLAIN)
                            .sends(frame(FIN | RSV1 | opcode, hex("03e8")))
                            .fails(1002));
            cases.add(
                    "control-" + name + ".empty",
                    offering(PLAIN).sends(frame(FIN | RSV1 | opcode, hex(""))).fails(1002));
            cases.add(
                    "control-" + name + ".within",
                    offering(PLAIN)
                            .sends(frame(RSV1 | TEXT, hex("f248")), frame(FIN | RSV1 | opcode, hex("")))
                            .fails(1002));
        }
        cases.rule("other-bits", "5.2", "refuses RSV2 and RSV3 though compression was agreed on");
        for (int bits : new int[] {0x10, 0x20, 0x30, 0x50, 0x60, 0x70}) {
            cases.add(
                    "text." + (bits >> 4),
                    offering(PLAIN).sends(frame(FIN | bits | TEXT, HELLO)).fails(1002));
            cases.add(
                    "binary." + (bits >> 4),
                    offering(PLAIN).sends(frame(FIN | bits | BINARY, HELLO)).fails(1002));
            cases.add(
                    "after." + (bits >> 4),
                    offering(PLAIN)
                            .sends(text("good"), frame(FIN | bits | TEXT, HELLO))
                            .getsText("good")
                            .fails(1002));
        }
        cases.add(
                "reserved-opcode",
                offering(PLAIN).sends(frame(FIN | RSV1 | 0x3, HELLO)).fails(1002));
        cases.rule("not-agreed", "5.2", "refuses RSV1 where compression was offered and declined");
        cases.add(
                "text",
                Script.declining(PLAIN + "; unknown")
                        .sends(frame(FIN | RSV1 | TEXT, HELLO))
                        .fails(1002));
    }

    private static void broken(Cases cases) {
        cases.rule("deflate", "RFC 7692 7.2.2", "refuses what can't be inflated");
        BROKEN.forEach((name, bytes) -> {
            cases.add(
                    name,
                    offering(PLAIN).sends(frame(FIN | RSV1 | TEXT, hex(bytes))).fails(1002, 1007));
            cases.add(
                    name + ".binary",
                    offering(PLAIN)
                            .sends(frame(FIN | RSV1 | BINARY, hex(bytes)))
                            .fails(1002, 1007));
            cases.add(
                    name + ".after-a-good-one",
                    offering(RESETS)
                            .sends(frame(FIN | RSV1 | TEXT, HELLO), frame(FIN | RSV1 | TEXT, hex(bytes)))
                            .getsText("Hello")
                            .fails(1002, 1007));
        });
        cases.add(
                "at-once", offering(PLAIN).sends(frame(RSV1 | TEXT, hex("06"))).fails(1002, 1007));
        cases.add(
                "then-good",
                offering(PLAIN)
                        .sends(frame(FIN | RSV1 | TEXT, hex("06")), text("not answered"))
                        .fails(1002, 1007));
        cases.rule(
                "forgotten-window",
                "RFC 7692 7.1.1.2",
                "refuses a reference to a message whose window the client was to forget");
        cases.add(
                "once",
                offering(RESETS)
                        .agreeing("client_no_context_takeover")
                        .sends(frame(FIN | RSV1 | TEXT, HELLO))
                        .getsText("Hello")
                        .sends(frame(FIN | RSV1 | TEXT, hex("f200110000")))
                        .fails(1002, 1007));
    }

    private static void limits(Cases cases) {
        cases.rule("bomb", "7.4.1", "refuses a message that becomes too big, before it does");
        for (int mib : new int[] {17, 64}) {
            cases.add(
                    mib + "-mib",
                    offering(PLAIN)
                            .compresses(BINARY, new byte[mib << 20], 1 << 20)
                            .fails(1009));
            cases.add(
                    mib + "-mib.fragments",
                    offering(PLAIN)
                            .compresses(BINARY, new byte[mib << 20], 1000)
                            .fails(1009));
        }
        cases.add(
                "sum",
                offering(PLAIN).compresses(BINARY, new byte[17 << 20], 8000).fails(1009));
        cases.rule("large", "RFC 7692 7.2.2", "takes a large message that is small when compressed");
        cases.add(
                "1-mib",
                offering(PLAIN).compresses(BINARY, new byte[1 << 20], 1 << 20).getsBinary(new byte[1 << 20]));
        cases.addLong(
                "16-mib",
                () -> offering(PLAIN)
                        .compresses(BINARY, new byte[16 << 20], 1 << 20)
                        .getsBinary(new byte[16 << 20]));
    }
}
