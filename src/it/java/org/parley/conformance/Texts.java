package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.begun;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.utf8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Text is UTF-8 (RFC 6455, section 8.1; RFC 3629): what is valid, and the first byte that can't be. */
final class Texts {
    private static final String KAPPA = "κόσμε";

    /** Valid: the first and the last character of each length, and the neighbours of what is not valid. */
    private static final List<String> VALID = List.of(
            "00",
            "7f",
            "c280",
            "dfbf",
            "e0a080",
            "ec8080",
            "ed8080",
            "ed9fbf",
            "ee8080",
            "efbfbd",
            "efbfbe",
            "efbfbf",
            "efbb bf",
            "f0908080",
            "f09fbfbe",
            "f09fbfbf",
            "f0afbfbf",
            "f1808080",
            "f3bfbfbf",
            "f48fbfbe",
            "f48fbfbf",
            "efb790",
            "cc81",
            "e2808b",
            "e280ae",
            "f09f91a8e2808df09f91a9");

    /** Not valid: each fails with its last byte, or, when it is complete without one, by its end. */
    private static final Map<String, String> INVALID = new TreeMap<>();

    /** Beginnings of a character that may not be the end of a text. */
    private static final List<String> CUT = List.of(
            "c2", "df", "e0", "e0a0", "e2", "e282", "ed", "ed9f", "ef", "efbf", "f0", "f090", "f09080", "f4", "f48f",
            "f48fbf", "f1", "f180", "f18080");

    static {
        for (String lonely : List.of("80", "bf", "8080", "90", "a0", "c3a480")) {
            INVALID.put("tail." + lonely, lonely);
        }
        for (String never : List.of("c0", "c1", "f5", "f6", "f7", "f8", "f9", "fa", "fb", "fc", "fd", "fe", "ff")) {
            INVALID.put("never." + never, never);
        }
        for (String overlong : List.of("e080", "e09f", "f080", "f08f")) {
            INVALID.put("overlong." + overlong, overlong);
        }
        for (String surrogate : List.of("eda0", "edad", "edae", "edaf", "edb0", "edbe", "edbf")) {
            INVALID.put("surrogate." + surrogate, surrogate);
        }
        for (String beyond : List.of("f490", "f4a0", "f4bf")) {
            INVALID.put("beyond." + beyond, beyond);
        }
        for (String head :
                List.of("c2", "df", "e1", "e180", "e0a0", "ed80", "f1", "f180", "f18080", "f09080", "f48080")) {
            for (String next : List.of("00", "41", "7f", "c2", "e1", "f1", "ff")) {
                INVALID.put("no-tail." + head + "." + next, head + next);
            }
        }
    }

    private Texts() {}

    static List<Case> cases() {
        Cases cases = new Cases("text");
        valid(cases);
        failsAtOnce(cases);
        failsAtTheEnd(cases);
        unchecked(cases);
        return cases.all();
    }

    private static void valid(Cases cases) {
        cases.rule("valid", "8.1", "takes all characters, wherever frames and segments cut them");
        for (String character : VALID) {
            byte[] bytes = hex(character);
            String name = character.replace(" ", "");
            cases.add(name, open().sends(frame(FIN | TEXT, bytes)).gets(TEXT, bytes));
            cases.add(
                    name + ".fragments", open().sends(fragments(TEXT, bytes, 1)).gets(TEXT, bytes));
        }
        byte[] kappa = utf8(KAPPA);
        for (int cut = 1; cut < kappa.length; cut++) {
            cases.add("cut-at-" + cut, open().sends(fragments(TEXT, kappa, cut)).getsText(KAPPA));
            cases.add(
                    "chopped-by-" + cut,
                    open().chops(cut, frame(FIN | TEXT, kappa)).getsText(KAPPA));
        }
        cases.add(
                "cut-at-a-ping",
                open().sends(frame(TEXT, hex("f09f")), ping("p"), frame(FIN, hex("9880")))
                        .getsPong("p")
                        .gets(TEXT, hex("f09f9880")));
        cases.add(
                "cut-at-an-empty-frame",
                open().sends(frame(TEXT, hex("f09f")), frame(0, hex("")), frame(FIN, hex("9880")))
                        .gets(TEXT, hex("f09f9880")));
        String chinese = "村长说你好，".repeat(5000);
        cases.add("long", open().sends(frame(FIN | TEXT, utf8(chinese))).getsText(chinese));
        cases.add(
                "long.chopped",
                open().chops(1021, frame(FIN | TEXT, utf8(chinese))).getsText(chinese));
        cases.add(
                "long.fragments",
                open().sends(fragments(TEXT, utf8(chinese), 1021)).getsText(chinese));
    }

    private static void failsAtOnce(Cases cases) {
        cases.rule("at-once", "8.1", "fails at the first byte that no text goes on with, though the frame does");
        INVALID.forEach((name, bytes) -> cases.add(
                name,
                open().sends(begun(FIN | TEXT, 100, join(utf8("ok "), hex(bytes))))
                        .fails(1007)));
        byte[] bad = join(utf8(KAPPA), hex("eda0"));
        cases.add("octetwise", open().chops(1, begun(FIN | TEXT, 100, bad)).fails(1007));
        cases.add(
                "after-words",
                open().sends(begun(FIN | TEXT, 20_000, join(Wire.filled(9000, 'x'), hex("ff"))))
                        .fails(1007));
        cases.add("in-a-fragment", open().sends(begun(TEXT, 100, bad)).fails(1007));
        cases.add(
                "in-a-long-frame", open().sends(begun(FIN | TEXT, 70_000, bad)).fails(1007));
        cases.rule("fragment", "8.1", "fails before the last fragment of a text that can't become valid");
        INVALID.forEach((name, bytes) -> cases.add(
                name, open().sends(frame(TEXT, join(utf8("ok "), hex(bytes)))).fails(1007)));
        cases.add(
                "second",
                open().sends(frame(TEXT, utf8("ok")), frame(CONTINUATION, hex("ff")))
                        .fails(1007));
        cases.add(
                "over-two",
                open().sends(frame(TEXT, hex("ed")), frame(CONTINUATION, hex("a0")))
                        .fails(1007));
        cases.add(
                "over-two.begun",
                open().sends(frame(TEXT, hex("ed")), begun(CONTINUATION, 50, hex("a0")))
                        .fails(1007));
        cases.add(
                "over-a-ping",
                open().sends(frame(TEXT, hex("f4")), ping("p"), frame(CONTINUATION, hex("90")))
                        .getsPong("p")
                        .fails(1007));
    }

    private static void failsAtTheEnd(Cases cases) {
        cases.rule("whole", "8.1", "refuses a message that is not UTF-8");
        INVALID.forEach((name, bytes) -> cases.add(
                name,
                open().sends(frame(FIN | TEXT, join(utf8("ok "), hex(bytes)))).fails(1007)));
        cases.add(
                "after-a-good-one",
                open().sends(Wire.text("good"), frame(FIN | TEXT, hex("ff")))
                        .getsText("good")
                        .fails(1007));
        cases.add(
                "then-more",
                open().sends(frame(FIN | TEXT, hex("ff")), Wire.text("not answered"), ping("neither"))
                        .fails(1007));
        cases.rule("cut", "8.1", "refuses a text that ends within a character");
        for (String beginning : CUT) {
            byte[] bytes = join(utf8(KAPPA), hex(beginning));
            cases.add(beginning, open().sends(frame(FIN | TEXT, bytes)).fails(1007));
            cases.add(
                    beginning + ".alone",
                    open().sends(frame(FIN | TEXT, hex(beginning))).fails(1007));
            cases.add(
                    beginning + ".octetwise",
                    open().chops(1, frame(FIN | TEXT, bytes)).fails(1007));
            cases.add(
                    beginning + ".empty-end",
                    open().sends(frame(TEXT, bytes), frame(FIN, hex(""))).fails(1007));
        }
        cases.add(
                "not-carried-over",
                open().sends(Wire.binary(hex("e69d")), Wire.text("a"), frame(FIN | TEXT, hex("91")))
                        .getsBinary(hex("e69d"))
                        .getsText("a")
                        .fails(1007));
    }

    private static void unchecked(Cases cases) {
        cases.rule("binary", "5.6", "takes any bytes in binary messages");
        for (String bytes : List.of("ff", "c080", "eda080", "f4908080", "80", "fe", "f8888080 80", "c2")) {
            byte[] payload = hex(bytes);
            cases.add(bytes.replace(" ", ""), open().sends(Wire.binary(payload)).getsBinary(payload));
            cases.add(
                    bytes.replace(" ", "") + ".fragments",
                    open().sends(fragments(BINARY, payload, 1)).getsBinary(payload));
        }
        cases.add(
                "then-text",
                open().sends(frame(BINARY, hex("e6")), frame(FIN, hex("9d")), Wire.text("ok"))
                        .getsBinary(hex("e69d"))
                        .getsText("ok"));
    }
}
