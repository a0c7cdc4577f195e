package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.CLOSE;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.close;
import static org.parley.conformance.Wire.closing;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.Collections;
import java.util.List;

/** The closing handshake (RFC 6455, sections 5.5.1 and 7). */
final class Closes {
    private static final int NO_CODE = 1005;
    private static final int[] ALLOWED = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001, 3500, 3999, 4000, 4001,
        4500, 4999
    };
    private static final int[] FORBIDDEN = {
        0, 1, 255, 999, 1004, 1005, 1006, 1015, 1016, 1017, 1100, 1999, 2000, 2001, 2500, 2999, 5000, 5001, 9999,
        32_768, 65_535
    };

    private Closes() {}

    static List<Case> cases() {
        Cases cases = new Cases("close");
        answered(cases);
        reasons(cases);
        refused(cases);
        afterwards(cases);
        tcp(cases);
        return cases.all();
    }

    private static void answered(Cases cases) {
        cases.rule("codes", "7.4", "answers a Close with its code and ends TCP");
        for (int code : ALLOWED) {
            cases.add(code, open().closes(close(code, ""), code));
            cases.add(code + ".reason", open().closes(close(code, "a reason"), code));
        }
        cases.rule("empty", "5.5.1", "answers a Close without a code and ends TCP");
        cases.add("once", open().closes(frame(FIN | CLOSE, hex("")), NO_CODE));
        cases.add("octetwise", open().chops(1, frame(FIN | CLOSE, hex(""))).closed(NO_CODE));
        cases.rule("octetwise", "5.5.1", "takes a Close byte by byte");
        cases.add("code", open().chops(1, close(1000, "")).closed(1000));
        cases.add("reason", open().chops(1, close(4000, "原因")).closed(4000));
        cases.rule("mask", "5.3", "takes a Close with any key");
        cases.add("zero", open().closes(frame(FIN | CLOSE, closing(1000, "x"), hex("00000000")), 1000));
        cases.add("ones", open().closes(frame(FIN | CLOSE, closing(1000, "x"), hex("ffffffff")), 1000));
    }

    private static void reasons(Cases cases) {
        cases.rule("reason", "5.5.1", "takes a reason of up to 123 bytes of UTF-8");
        for (int length : new int[] {1, 122, 123}) {
            cases.add(length, open().closes(close(1000, words(length)), 1000));
        }
        cases.add("chinese", open().closes(close(1000, "村".repeat(41)), 1000));
        cases.add("emoji", open().closes(close(1000, "😀".repeat(30)), 1000));
        cases.add("zero", open().closes(close(1000, "\u0000"), 1000));
        cases.rule("bad-reason", "8.1", "refuses a reason that is not UTF-8");
        for (String bytes : List.of(
                "ff",
                "c0",
                "80",
                "c3",
                "c328",
                "e69d",
                "eda080",
                "edbfbf",
                "f4908080",
                "f09f98",
                "cebae1bdb9cf83cebcceb5eda080656469746564")) {
            byte[] payload = join(hex("03e8"), hex(bytes));
            cases.add(bytes, open().sends(frame(FIN | CLOSE, payload)).fails(1007, 1002));
            cases.add(
                    bytes + ".octetwise",
                    open().chops(1, frame(FIN | CLOSE, payload)).fails(1007, 1002));
        }
    }

    private static void refused(Cases cases) {
        cases.rule("bad-codes", "7.4", "refuses codes that may not be sent");
        for (int code : FORBIDDEN) {
            cases.add(code, open().sends(close(code, "")).fails(1002));
            cases.add(code + ".reason", open().sends(close(code, "a reason")).fails(1002));
        }
        cases.rule("half-a-code", "5.5.1", "refuses half a code");
        cases.add("03", open().sends(frame(FIN | CLOSE, hex("03"))).fails(1002));
        cases.add("00", open().sends(frame(FIN | CLOSE, hex("00"))).fails(1002));
        cases.add("ff", open().sends(frame(FIN | CLOSE, hex("ff"))).fails(1002));
        cases.add("octetwise", open().chops(1, frame(FIN | CLOSE, hex("03"))).fails(1002));
        cases.rule("long-reason", "5.5", "refuses a reason of more than 123 bytes");
        cases.add(124, open().sends(close(1000, words(124))).fails(1002));
        cases.add(1000, open().sends(close(1000, words(1000))).fails(1002));
    }

    private static void afterwards(Cases cases) {
        byte[] bye = close(1000, "");
        cases.rule("before", "5.5.1", "answers what came before the Close, then the Close");
        cases.add("text", open().sends(text("before"), bye).getsText("before").closed(1000));
        cases.add("ping", open().sends(ping("before"), bye).getsPong("before").closed(1000));
        String much = words(262_144);
        cases.add(
                "256k",
                open().sends(text(much), bye, ping("after")).getsText(much).closed(1000));
        Script hundred =
                open().sends(join(Collections.nCopies(100, text("note")).toArray(new byte[0][])), bye);
        for (int i = 0; i < 100; i++) {
            hundred.getsText("note");
        }
        cases.add("hundred", hundred.closed(1000));
        cases.rule("after", "5.5.1", "looks at nothing that comes after a Close");
        cases.add("text", closesOnce(bye, text("after")));
        cases.add("ping", closesOnce(bye, ping("after")));
        cases.add("close", closesOnce(bye, close(1001, "again")));
        cases.add("bad-close", closesOnce(bye, close(1005, "")));
        cases.add("bad-frame", closesOnce(bye, frame(0x73, utf8("nonsense"))));
        cases.add("bad-text", closesOnce(bye, frame(FIN | TEXT, hex("ff"))));
        cases.add("unmasked", closesOnce(bye, Wire.unmasked(FIN | TEXT, utf8("after"))));
        cases.add("fragment", closesOnce(frame(TEXT, utf8("a")), bye, frame(FIN, utf8("b"))));
        cases.add("much", closesOnce(bye, text(words(4000))));
        cases.rule("after-violation", "7.1.7", "looks at nothing that comes after a broken rule");
        byte[] bad = frame(FIN | 0x3, hex(""));
        cases.add("text", open().sends(bad, text("after")).fails(1002));
        cases.add("ping", open().sends(bad, ping("after")).fails(1002));
        cases.add("close", open().sends(bad, bye).fails(1002));
        cases.add("another", open().sends(bad, frame(FIN | TEXT, hex("ff"))).fails(1002));
    }

    private static Script closesOnce(byte[]... parts) {
        return open().sends(parts).closed(1000);
    }

    private static void tcp(Cases cases) {
        cases.rule("eof", "7.1.5", "lets go of a peer that ends TCP without a Close");
        cases.add("at-once", open().leaves());
        cases.add("after-a-message", open().sends(text("x")).getsText("x").leaves());
        cases.add(
                "within-a-message",
                open().sends(frame(TEXT, utf8("x"))).getsNothing().leaves());
        cases.add(
                "within-a-head",
                open().sends(text("x"), hex("81")).getsText("x").leaves());
        cases.add(
                "within-a-frame",
                open().sends(text("x"), Wire.begun(FIN | TEXT, 100, utf8("y")))
                        .getsText("x")
                        .leaves());
    }
}
