package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Script.openSaying;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.close;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * How the bytes come makes no difference: with the request, many frames at once, in small pieces, in large messages.
 */
final class Delivery {
    private static final int MIB = 1 << 20;

    private Delivery() {}

    static List<Case> cases() {
        Cases cases = new Cases("delivery");
        early(cases);
        segments(cases);
        large(cases);
        return cases.all();
    }

    private static void early(Cases cases) {
        cases.rule("with-the-request", "4.1", "loses nothing that comes in one piece with the request");
        cases.add("text", openSaying(text("early")).getsText("early"));
        cases.add(
                "two",
                openSaying(join(text("one"), text("two"))).getsText("one").getsText("two"));
        cases.add("ping", openSaying(ping("early")).getsPong("early"));
        cases.add(
                "half",
                openSaying(Arrays.copyOf(text("early"), 8))
                        .sends(tail(text("early"), 8))
                        .getsText("early"));
        cases.add(
                "one-byte", openSaying(hex("81")).sends(tail(text("early"), 1)).getsText("early"));
        cases.add("long", openSaying(text(words(20_000))).getsText(words(20_000)));
        cases.add(
                "fragments", openSaying(fragments(TEXT, utf8("early bird"), 3)).getsText("early bird"));
        cases.add("bad", openSaying(frame(FIN | 0x3, hex(""))).fails(1002));
        cases.add("not-utf8", openSaying(frame(FIN | TEXT, hex("ff"))).fails(1007));
        cases.add("close", openSaying(close(1000, "")).closed(1000));
        cases.add(
                "text-and-close",
                openSaying(join(text("early"), close(1000, "")))
                        .getsText("early")
                        .closed(1000));
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static void segments(Cases cases) {
        cases.rule("thousand", "5.2", "takes a thousand frames in one segment");
        cases.add("one-piece", thousand(Integer.MAX_VALUE));
        for (int chop : new int[] {7, 64, 1460}) {
            cases.add("chopped-" + chop, thousand(chop));
        }
        cases.rule("octetwise", "5.2", "takes frames byte by byte");
        byte[] session =
                join(text("one"), ping("p"), frame(TEXT, utf8("t")), frame(FIN, utf8("wo")), Wire.binary(noise(300)));
        for (int chop : new int[] {1, 2, 3, 4, 5}) {
            cases.add(
                    chop,
                    open().chops(chop, session)
                            .getsText("one")
                            .getsPong("p")
                            .getsText("two")
                            .getsBinary(noise(300)));
        }
        byte[] once = text("split");
        for (int cut = 1; cut < once.length; cut++) {
            cases.add(
                    "cut-" + cut,
                    open().sends(Arrays.copyOf(once, cut))
                            .sends(tail(once, cut))
                            .getsText("split"));
        }
        byte[] long16 = text(words(300));
        for (int cut = 1; cut <= 8; cut++) {
            cases.add(
                    "cut16-" + cut,
                    open().sends(Arrays.copyOf(long16, cut))
                            .sends(tail(long16, cut))
                            .getsText(words(300)));
        }
        byte[] long64 = text(words(66_000));
        for (int cut = 1; cut <= 14; cut++) {
            cases.add(
                    "cut64-" + cut,
                    open().sends(Arrays.copyOf(long64, cut))
                            .sends(tail(long64, cut))
                            .getsText(words(66_000)));
        }
    }

    private static Script thousand(int chop) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            all.writeBytes(text("note " + i));
        }
        Script script = open().chops(chop, all.toByteArray());
        for (int i = 0; i < 1000; i++) {
            script.getsText("note " + i);
        }
        return script;
    }

    private static void large(Cases cases) {
        cases.rule("large", "5.2", "takes large messages");
        for (int length : new int[] {256 * 1024, MIB}) {
            cases.add("text." + length, wholeText(length));
            cases.add("binary." + length, wholeBinary(length));
        }
        for (int length : new int[] {4 * MIB, 8 * MIB, 16 * MIB}) {
            cases.addLong("text." + length, () -> wholeText(length));
            cases.addLong("binary." + length, () -> wholeBinary(length));
        }
        cases.rule("large-fragments", "5.4", "takes large messages in fragments of any size");
        for (int most : new int[] {64, 256, 1024, 4096, 16_384, 65_536, 262_144, MIB, 4 * MIB}) {
            cases.addLong("binary." + most, () -> fragmented(BINARY, noise(4 * MIB), most));
            cases.addLong("text." + most, () -> fragmented(TEXT, utf8(words(4 * MIB)), most));
        }
        cases.rule("large-chops", "5.2", "takes large messages in pieces of any size");
        for (int chop : new int[] {64, 128, 256, 512, 1024, 2048}) {
            cases.addLong("binary." + chop, () -> chopped(BINARY, noise(MIB), chop));
            cases.addLong("text." + chop, () -> chopped(TEXT, utf8(words(MIB)), chop));
        }
    }

    private static Script wholeText(int length) {
        return open().sends(Wire.text(words(length))).getsText(words(length));
    }

    private static Script wholeBinary(int length) {
        return open().sends(Wire.binary(noise(length))).getsBinary(noise(length));
    }

    private static Script fragmented(int opcode, byte[] message, int most) {
        return open().sends(fragments(opcode, message, most)).gets(opcode, message);
    }

    private static Script chopped(int opcode, byte[] message, int chop) {
        return open().chops(chop, frame(FIN | opcode, message)).gets(opcode, message);
    }
}
