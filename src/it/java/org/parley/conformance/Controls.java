package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.CLOSE;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.PING;
import static org.parley.conformance.Wire.PONG;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.begun;
import static org.parley.conformance.Wire.filled;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.pong;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Pings and pongs, and what holds for all control frames (RFC 6455, section 5.5). */
final class Controls {
    private Controls() {}

    static List<Case> cases() {
        Cases cases = new Cases("controls");
        pings(cases);
        pongs(cases);
        shapes(cases);
        return cases.all();
    }

    private static void pings(Cases cases) {
        cases.rule("ping", "5.5.2", "answers a ping with a pong of the same payload");
        for (int length : new int[] {0, 1, 7, 8, 124, 125}) {
            byte[] payload = noise(length);
            cases.add(length, open().sends(frame(FIN | PING, payload)).gets(PONG, payload));
        }
        cases.add(
                "invalid-utf8",
                open().sends(frame(FIN | PING, hex("00fffefdfc"))).gets(PONG, hex("00fffefdfc")));
        cases.add("octetwise", open().chops(1, frame(FIN | PING, noise(125))).gets(PONG, noise(125)));
        cases.add("head-in-two", open().chops(3, ping("split")).getsPong("split"));
        cases.add(
                "zero-key",
                open().sends(frame(FIN | PING, utf8("clear"), hex("00000000"))).getsPong("clear"));
        cases.add(
                "between-messages",
                open().sends(text("one"), ping("p"), text("two"))
                        .getsText("one")
                        .getsPong("p")
                        .getsText("two"));
        cases.rule("pings", "5.5.2", "answers several pings one after the other");
        cases.add("in-one-piece", tenPings(Integer.MAX_VALUE));
        cases.add("octetwise", tenPings(1));
        Script oneByOne = open();
        for (int i = 0; i < 100; i++) {
            oneByOne.sends(ping("ping " + i)).getsPong("ping " + i);
        }
        cases.add("one-by-one", oneByOne);
    }

    private static Script tenPings(int chop) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            all.writeBytes(ping("ping " + i));
        }
        Script script = open().chops(chop, all.toByteArray());
        for (int i = 0; i < 10; i++) {
            script.getsPong("ping " + i);
        }
        return script;
    }

    private static void pongs(Cases cases) {
        cases.rule("pong", "5.5.3", "takes a pong that it did not ask for, without an answer");
        cases.add("empty", open().sends(pong("")).getsNothing());
        cases.add("payload", open().sends(pong("nobody asked")).getsNothing());
        cases.add("125", open().sends(frame(FIN | PONG, filled(125, '*'))).getsNothing());
        cases.add("many", open().sends(pong("1"), pong("2"), pong("3")).getsNothing());
        cases.add("then-ping", open().sends(pong("unsolicited"), ping("asked")).getsPong("asked"));
        cases.add(
                "within-a-message",
                open().sends(frame(TEXT, utf8("a")), pong("x"), frame(FIN | CONTINUATION, utf8("b")))
                        .getsText("ab"));
    }

    private static void shapes(Cases cases) {
        cases.rule("long", "5.5", "refuses a control frame of more than 125 bytes");
        for (int opcode : new int[] {CLOSE, PING, PONG}) {
            String name = Integer.toHexString(opcode);
            cases.add(
                    name + ".126",
                    open().sends(begun(FIN | opcode, 126, new byte[0])).fails(1002));
            cases.add(
                    name + ".126-whole",
                    open().sends(frame(FIN | opcode, filled(126, 3))).fails(1002));
            cases.add(
                    name + ".65536",
                    open().sends(begun(FIN | opcode, 65_536, new byte[0])).fails(1002));
            cases.add(
                    name + ".5-in-16-bits",
                    open().sends(Wire.head(FIN | opcode, 126, 5, 2)).fails(1002));
            cases.add(
                    name + ".5-in-64-bits",
                    open().sends(Wire.head(FIN | opcode, 127, 5, 8)).fails(1002));
            cases.add(
                    name + ".two-bytes-alone",
                    open().sends(new byte[] {(byte) (FIN | opcode), (byte) 0xFE})
                            .fails(1002));
        }
        cases.add(
                "ping-octetwise",
                open().chops(1, begun(FIN | PING, 126, new byte[0])).fails(1002));
        cases.rule("fragmented", "5.5", "refuses a control frame that is fragmented");
        for (int opcode : new int[] {CLOSE, PING, PONG}) {
            String name = Integer.toHexString(opcode);
            cases.add(name, open().sends(frame(opcode, hex("03e8"))).fails(1002));
            cases.add(name + ".empty", open().sends(frame(opcode, new byte[0])).fails(1002));
            byte[] both = join(frame(opcode, hex("03e8")), frame(FIN | CONTINUATION, new byte[0]));
            cases.add(name + ".continued", open().sends(both).fails(1002));
            byte[] within = join(frame(TEXT, utf8("a")), frame(opcode, hex("03e8")));
            cases.add(name + ".within-a-message", open().sends(within).fails(1002));
            byte[] after = join(text("good"), frame(opcode, hex("03e8")));
            cases.add(
                    name + ".after-a-good-one",
                    open().sends(after).getsText("good").fails(1002));
        }
    }
}
