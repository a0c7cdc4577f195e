package org.parley.conformance;

import static org.parley.conformance.Script.open;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.CONTINUATION;
import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.close;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.join;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.ping;
import static org.parley.conformance.Wire.pong;
import static org.parley.conformance.Wire.text;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.Collections;
import java.util.List;

/** Messages in several frames (RFC 6455, section 5.4). */
final class Fragments {
    private static final byte[] NOTHING = {};
    private static final byte[] BEGINS = frame(TEXT, utf8("frag1 "));
    private static final byte[] GOES_ON = frame(CONTINUATION, utf8("frag2 "));
    private static final byte[] ENDS = frame(FIN | CONTINUATION, utf8("frag3"));
    private static final String WHOLE = "frag1 frag2 frag3";

    private Fragments() {}

    static List<Case> cases() {
        Cases cases = new Cases("fragments");
        whole(cases);
        between(cases);
        refused(cases);
        sizes(cases);
        return cases.all();
    }

    private static void whole(Cases cases) {
        cases.rule("whole", "5.4", "puts a message together from its fragments");
        for (int chop : new int[] {Integer.MAX_VALUE, 1, 2, 3, 11}) {
            String name = chop == Integer.MAX_VALUE ? "one-piece" : "chopped-" + chop;
            cases.add(name, open().chops(chop, BEGINS, GOES_ON, ENDS).getsText(WHOLE));
        }
        cases.add(
                "frame-by-frame",
                open().sends(BEGINS).sends(GOES_ON).sends(ENDS).getsText(WHOLE));
        cases.add("binary", open().sends(fragments(BINARY, noise(1000), 7)).getsBinary(noise(1000)));
        cases.add(
                "two-messages",
                open().sends(BEGINS, ENDS, frame(BINARY, noise(3)), frame(FIN, noise(4)))
                        .getsText("frag1 frag3")
                        .getsBinary(join(noise(3), noise(4))));
        cases.add(
                "then-one-frame",
                open().sends(BEGINS, ENDS, text("next")).getsText("frag1 frag3").getsText("next"));
        cases.rule("empty", "5.4", "takes fragments without payload");
        cases.add(
                "all",
                open().sends(frame(TEXT, NOTHING), frame(CONTINUATION, NOTHING), frame(FIN, NOTHING))
                        .getsText(""));
        cases.add(
                "all-binary",
                open().sends(frame(BINARY, NOTHING), frame(FIN, NOTHING)).getsBinary(NOTHING));
        cases.add(
                "middle",
                open().sends(BEGINS, frame(CONTINUATION, NOTHING), ENDS).getsText("frag1 frag3"));
        cases.add("first", open().sends(frame(TEXT, NOTHING), GOES_ON, ENDS).getsText("frag2 frag3"));
        cases.add("last", open().sends(BEGINS, GOES_ON, frame(FIN, NOTHING)).getsText("frag1 frag2 "));
        byte[] empty = frame(CONTINUATION, NOTHING);
        byte[] many = join(Collections.nCopies(1000, empty).toArray(new byte[0][]));
        cases.add("thousand", open().sends(BEGINS, many, ENDS).getsText("frag1 frag3"));
    }

    private static void between(Cases cases) {
        cases.rule("control-between", "5.4", "takes control frames between the fragments of a message, at once");
        cases.add("ping", open().sends(BEGINS, ping("p"), ENDS).getsPong("p").getsText("frag1 frag3"));
        cases.add(
                "ping-octetwise",
                open().chops(1, BEGINS, ping("p"), ENDS).getsPong("p").getsText("frag1 frag3"));
        cases.add(
                "ping-before-the-end",
                open().sends(BEGINS, ping("p")).getsPong("p").sends(ENDS).getsText("frag1 frag3"));
        cases.add(
                "head-of-ping-split",
                open().sends(BEGINS, new byte[] {(byte) 0x89})
                        .sends(new byte[] {(byte) 0x80})
                        .sends(new byte[4], ENDS)
                        .getsPong("")
                        .getsText("frag1 frag3"));
        cases.add(
                "pings",
                open().sends(BEGINS, ping("1"), GOES_ON, ping("2"), ENDS)
                        .getsPong("1")
                        .getsPong("2")
                        .getsText(WHOLE));
        cases.add(
                "pongs",
                open().sends(BEGINS, pong("1"), GOES_ON, pong("2"), ENDS).getsText(WHOLE));
        cases.add(
                "ping-in-a-character",
                open().sends(frame(TEXT, Wire.hex("e6")), ping("p"), frame(FIN, Wire.hex("9d91")))
                        .getsPong("p")
                        .getsText("村"));
        cases.add("close", open().sends(BEGINS).closes(close(1000, ""), 1000));
        cases.add(
                "close-in-a-character",
                open().sends(frame(TEXT, Wire.hex("e69d"))).closes(close(1001, "bye"), 1001));
    }

    private static void refused(Cases cases) {
        cases.rule("nothing-to-continue", "5.4", "refuses a continuation of nothing");
        cases.add("first", open().sends(frame(CONTINUATION, utf8("x"))).fails(1002));
        cases.add("first-and-last", open().sends(frame(FIN, utf8("x"))).fails(1002));
        cases.add("empty", open().sends(frame(FIN, NOTHING)).fails(1002));
        cases.add("head", open().sends(new byte[] {(byte) 0x80, (byte) 0x85}).fails(1002));
        cases.add("octetwise", open().chops(1, frame(FIN, NOTHING)).fails(1002));
        cases.add(
                "after-a-message",
                open().sends(text("good"), frame(FIN, utf8("x")))
                        .getsText("good")
                        .fails(1002));
        cases.add(
                "after-a-message.without-end",
                open().sends(text("good"), frame(CONTINUATION, utf8("x")))
                        .getsText("good")
                        .fails(1002));
        cases.add(
                "after-the-last",
                open().sends(BEGINS, ENDS, ENDS).getsText("frag1 frag3").fails(1002));
        cases.add(
                "after-the-last.without-end",
                open().sends(BEGINS, ENDS, GOES_ON).getsText("frag1 frag3").fails(1002));
        cases.add(
                "after-a-ping",
                open().sends(ping("p"), frame(FIN, utf8("x"))).getsPong("p").fails(1002));
        cases.add(
                "again-and-again",
                open().sends(frame(FIN, utf8("x")), text("y"), frame(FIN, utf8("z")))
                        .fails(1002));
        cases.rule("interrupted", "5.4", "refuses a new message before the last one ended");
        cases.add("text", open().sends(BEGINS, text("x")).fails(1002));
        cases.add("binary", open().sends(BEGINS, frame(FIN | BINARY, utf8("x"))).fails(1002));
        cases.add(
                "text-in-binary",
                open().sends(frame(BINARY, utf8("x")), text("x")).fails(1002));
        cases.add("fragment", open().sends(BEGINS, frame(TEXT, utf8("x"))).fails(1002));
        cases.add(
                "empty",
                open().sends(frame(TEXT, NOTHING), frame(FIN | TEXT, NOTHING)).fails(1002));
        cases.add(
                "head",
                open().sends(BEGINS, new byte[] {(byte) 0x81, (byte) 0x85}).fails(1002));
        cases.add(
                "octetwise", open().chops(1, BEGINS, frame(FIN | TEXT, NOTHING)).fails(1002));
        cases.add(
                "after-a-continuation",
                open().sends(BEGINS, GOES_ON, frame(BINARY, utf8("x"))).fails(1002));
        cases.add(
                "after-a-ping",
                open().sends(BEGINS, ping("p"), text("x")).getsPong("p").fails(1002));
    }

    private static void sizes(Cases cases) {
        cases.rule("sizes", "5.4", "takes fragments of any size");
        for (int most : new int[] {1, 125, 126, 1300, 65_535, 65_536}) {
            int length = most == 1 ? 3000 : 200_000;
            cases.add(
                    "text." + most,
                    open().sends(fragments(TEXT, utf8(words(length)), most)).getsText(words(length)));
            cases.add(
                    "binary." + most,
                    open().sends(fragments(BINARY, noise(length), most)).getsBinary(noise(length)));
        }
    }
}
