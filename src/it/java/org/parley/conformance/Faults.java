package org.parley.conformance;

import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.begun;
import static org.parley.conformance.Wire.filled;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Clients that stop in the middle of DEFLATE, forget their own window, or break several rules at once. */
final class Faults {
    private static final String PLAIN = "permessage-deflate";
    private static final int[] EITHER = {1002, 1007};
    private static final int TOO_LONG = 17 << 20;
    private static final byte[] BAD = hex("ff");

    /** DEFLATE that does not end where a block does. */
    private static final Map<String, String> CUT_SHORT = new TreeMap<>(Map.of(
            "fixed-block", "f248cdc9",
            "fixed-block.first-octet", "f2",
            "stored-block", "00 05 00 fa ff 48 65 6c",
            "stored-block.length", "00 05 00",
            "stored-block.no-next", "00 05 00 fa ff 48 65 6c 6c 6f",
            "second-block", "f248cdc9c907 00 0c",
            "after-last-block", "f348cdc9c90700 f248",
            "second-last-block", "f348cdc9c90700 f348cdc9"));

    private Faults() {}

    static List<Case> cases() {
        Cases cases = new Cases("faults");
        cutShort(cases);
        beyondWindow(cases);
        first(cases);
        return cases.all();
    }

    private static void cutShort(Cases cases) {
        cases.rule("cut-short", "RFC 7692 7.2.2", "refuses a compressed message that is cut short");
        CUT_SHORT.forEach((name, bytes) -> {
            cases.add(name, cut(TEXT, hex(bytes)));
            cases.add(name + ".binary", cut(BINARY, hex(bytes)));
            cases.add(
                    name + ".empty-last-fragment",
                    offering(PLAIN)
                            .sends(frame(RSV1 | TEXT, hex(bytes)), frame(FIN, hex("")))
                            .fails(EITHER));
        });
        byte[] dynamic = deflated(utf8(words(5000)))[0];
        cases.add("dynamic-block.codes", cut(BINARY, Arrays.copyOf(dynamic, 10)));
        cases.add("dynamic-block.half", cut(BINARY, Arrays.copyOf(dynamic, dynamic.length / 2)));
        cases.add("dynamic-block.end", cut(BINARY, Arrays.copyOf(dynamic, dynamic.length - 3)));
    }

    private static Script cut(int opcode, byte[] deflate) {
        return offering(PLAIN).sends(frame(FIN | RSV1 | opcode, deflate)).fails(EITHER);
    }

    /** The RFC does not say what is to become of a client that breaks its word; it must not become a wrong message. */
    private static void beyondWindow(Cases cases) {
        cases.rule(
                "beyond-window",
                "RFC 7692 7.1.2.2",
                "inflates or refuses a reference further back than the client's window");
        for (int bits : new int[] {8, 9, 12, 14}) {
            String offer = PLAIN + "; client_max_window_bits=" + bits;
            byte[] message = noise(2 << bits);
            byte[][] payloads = deflated(message, message);
            cases.add(
                    bits + ".into-the-last-message",
                    offering(offer)
                            .sends(frame(FIN | RSV1 | BINARY, payloads[0]))
                            .getsBinary(message)
                            .sends(frame(FIN | RSV1 | BINARY, payloads[1]))
                            .getsOrFails(BINARY, message, EITHER));
            byte[] twice = join(message, message);
            cases.add(
                    bits + ".within-a-message",
                    offering(offer)
                            .sends(frame(FIN | RSV1 | BINARY, deflated(twice)[0]))
                            .getsOrFails(BINARY, twice, EITHER));
        }
    }

    /** Payloads of messages that refer to each other as far back as DEFLATE can. */
    private static byte[][] deflated(byte[]... messages) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[][] payloads = new byte[messages.length][];
        for (int i = 0; i < messages.length; i++) {
            byte[] room = new byte[messages[i].length + 1000];
            deflater.setInput(messages[i]);
            payloads[i] = Arrays.copyOf(room, deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH) - 4);
        }
        deflater.end();
        return payloads;
    }

    private static void first(Cases cases) {
        cases.rule("first", "7.1.7", "tells of several faults the first, wherever segments are cut");
        both(cases, "announced", 1009, begun(FIN | TEXT, TOO_LONG, BAD));
        both(cases, "bad-then-long", 1007, join(frame(TEXT, BAD), begun(FIN, TOO_LONG, hex(""))));
        both(cases, "long-then-bad", 1009, join(frame(TEXT, utf8("a")), begun(FIN, TOO_LONG, BAD)));
        byte[] many = filled(TOO_LONG, 'a');
        cases.add("compressed.bad-then-long", compressed(join(BAD, many), Integer.MAX_VALUE, 1007));
        cases.add("compressed.bad-then-long.cut", compressed(join(BAD, many), 10, 1007));
        cases.add("compressed.long-then-bad", compressed(join(many, BAD), Integer.MAX_VALUE, 1009));
        cases.add("compressed.long-then-bad.cut", compressed(join(many, BAD), 10, 1009));
    }

    private static void both(Cases cases, String name, int code, byte[] bytes) {
        cases.add(name, open().sends(bytes).fails(code));
        cases.add(name + ".cut", open().chops(1, bytes).fails(code));
    }

    /** Sends a text compressed, the first bytes of it apart. */
    private static Script compressed(byte[] text, int apart, int code) {
        return offering(PLAIN)
                .then(session -> {
                    byte[] bytes = frame(FIN | RSV1 | TEXT, session.deflate().compress(text));
                    int cut = Math.min(apart, bytes.length);
                    session.send(Arrays.copyOf(bytes, cut), cut);
                    session.send(Arrays.copyOfRange(bytes, cut, bytes.length), bytes.length);
                })
                .fails(code);
    }
}
