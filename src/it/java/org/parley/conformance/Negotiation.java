package org.parley.conformance;

import static org.parley.conformance.Shake.good;

import java.util.List;
import java.util.stream.IntStream;

/** What is offered of permessage-deflate and what must be answered (RFC 7692, sections 5 and 7.1). */
final class Negotiation {
    private static final String NAME = "permessage-deflate";
    private static final String EXTENSIONS = "sec-websocket-extensions";
    private static final String SERVER_RESETS = "server_no_context_takeover";
    private static final String CLIENT_RESETS = "client_no_context_takeover";

    private Negotiation() {}

    static List<Case> cases() {
        Cases cases = new Cases("negotiation");
        accepted(cases);
        windows(cases);
        declined(cases);
        alternatives(cases);
        malformed(cases);
        return cases.all();
    }

    private static Shake offer(String... lines) {
        return good().and(List.of(lines).stream()
                .map("Sec-WebSocket-Extensions: "::concat)
                .toArray(String[]::new));
    }

    private static void accepted(Cases cases) {
        cases.rule("accept", "RFC 7692 7.1", "accepts an offer of permessage-deflate");
        cases.add("plain", offer(NAME).agreesOn());
        cases.add("client-window", offer(NAME + "; client_max_window_bits").agreesOn());
        cases.add("browser", offer(NAME + "; client_max_window_bits, x-unknown").agreesOn());
        cases.add(
                "spaces",
                offer("  " + NAME + "  ;\t" + SERVER_RESETS + " ;client_max_window_bits  ")
                        .agreesOn(SERVER_RESETS));
        cases.add(
                "no-spaces",
                offer(NAME + ";" + SERVER_RESETS + ";" + CLIENT_RESETS).agreesOn(SERVER_RESETS));
        cases.add("field-name", good().and("sec-websocket-EXTENSIONS: " + NAME).agreesOn());
        cases.rule("takeover", "RFC 7692 7.1.1", "forgets its window where the client asks for that");
        cases.add("server", offer(NAME + "; " + SERVER_RESETS).agreesOn(SERVER_RESETS));
        cases.add(
                "both",
                offer(NAME + "; " + CLIENT_RESETS + "; " + SERVER_RESETS).agreesOn(SERVER_RESETS));
        cases.add("client", offer(NAME + "; " + CLIENT_RESETS).agreesOn());
        cases.add(
                "all",
                offer(NAME + "; " + SERVER_RESETS + "; " + CLIENT_RESETS
                                + "; server_max_window_bits=10; client_max_window_bits=12")
                        .agreesOn(SERVER_RESETS, "server_max_window_bits=10"));
    }

    private static void windows(Cases cases) {
        cases.rule("server-window", "RFC 7692 7.1.2.1", "agrees to a window of its own of 8 to 15 bits");
        for (int bits = 8; bits <= 15; bits++) {
            String window = "server_max_window_bits=" + bits;
            cases.add(bits, offer(NAME + "; " + window).agreesOn(window));
        }
        cases.add("quoted", offer(NAME + "; server_max_window_bits=\"10\"").agreesOn("server_max_window_bits=10"));
        cases.rule("client-window", "RFC 7692 7.1.2.2", "agrees to a window of the client's of 8 to 15 bits");
        for (int bits = 8; bits <= 15; bits++) {
            cases.add(bits, offer(NAME + "; client_max_window_bits=" + bits).agreesOn());
        }
        cases.add("quoted", offer(NAME + "; client_max_window_bits=\"10\"").agreesOn());
        cases.rule("no-client-window", "RFC 7692 7.1.2.2", "names no window of a client that did not offer one");
        cases.add("plain", offer(NAME).agreesOn().without("client_max_window_bits"));
        cases.add(
                "server", offer(NAME + "; server_max_window_bits=9").agreesOn().without("client_max_window_bits"));
    }

    private static void declined(Cases cases) {
        cases.rule("decline", "RFC 7692 7.1", "passes over parameters that are unknown, doubled or have a wrong value");
        for (String parameters : List.of(
                "server_max_window_bits",
                "server_max_window_bits=7",
                "server_max_window_bits=16",
                "server_max_window_bits=0",
                "server_max_window_bits=08",
                "server_max_window_bits=-8",
                "server_max_window_bits=1e1",
                "server_max_window_bits=x",
                "server_max_window_bits=010",
                "server_max_window_bits=4294967306",
                "server_max_window_bits=\"\"",
                "client_max_window_bits=7",
                "client_max_window_bits=16",
                "client_max_window_bits=08",
                "client_max_window_bits=x",
                "client_max_window_bits=\"16\"",
                "server_no_context_takeover=1",
                "client_no_context_takeover=true",
                "server_no_context_takeover=\"\"",
                "unknown",
                "unknown=1",
                "server_max_window_bits=10; unknown",
                "server_no_context_takeover; server_no_context_takeover",
                "client_no_context_takeover; client_no_context_takeover",
                "server_max_window_bits=10; server_max_window_bits=10",
                "client_max_window_bits; client_max_window_bits=10",
                "server_max_window_bits=10; server_max_window_bits=11",
                "mem_level=8",
                "c2s_no_context_takeover")) {
            cases.add(
                    parameters.replace("; ", "+").replace('"', '\''),
                    offer(NAME + "; " + parameters).withoutTelling(EXTENSIONS));
        }
        cases.add("other-name", offer("permessage-deflate2").withoutTelling(EXTENSIONS));
        cases.add("webkit", offer("x-webkit-deflate-frame").withoutTelling(EXTENSIONS));
    }

    private static void alternatives(Cases cases) {
        cases.rule("first", "RFC 7692 5.1", "takes the first offer that is acceptable");
        cases.add(
                "second",
                offer(NAME + "; server_max_window_bits=7, " + NAME + "; " + SERVER_RESETS)
                        .agreesOn(SERVER_RESETS));
        cases.add(
                "third",
                offer("a, b; c=\"d\", " + NAME + "; server_max_window_bits=9").agreesOn("server_max_window_bits=9"));
        cases.add(
                "two-good", offer(NAME + "; server_max_window_bits=9, " + NAME).agreesOn("server_max_window_bits=9"));
        cases.add(
                "lines",
                offer(NAME + "; unknown", NAME + "; server_max_window_bits=11").agreesOn("server_max_window_bits=11"));
        cases.add(
                "lines-two-good",
                offer(NAME + "; server_max_window_bits=12", NAME).agreesOn("server_max_window_bits=12"));
        cases.add("same-twice", offer(NAME + ", " + NAME).agreesOn());
        cases.add(
                "fallback",
                offer(NAME + "; " + SERVER_RESETS + "; server_max_window_bits=15, " + NAME + "; " + SERVER_RESETS + ", "
                                + NAME)
                        .agreesOn(SERVER_RESETS));
        String many = String.join(
                ", ",
                IntStream.range(0, 200).mapToObj(i -> "x" + i + "; y=" + i).toList());
        cases.add("many", offer(many + ", " + NAME).agreesOn());
    }

    private static void malformed(Cases cases) {
        cases.rule("malformed", "9.1", "passes over offers that are malformed, and takes the next");
        List<String> offers = List.of(
                "",
                ",",
                ";",
                "=",
                ";;",
                NAME + ";",
                NAME + "; =",
                NAME + "; =1",
                NAME + "; a=",
                NAME + "; a=\"",
                "\"" + NAME + "\"",
                NAME + " x",
                NAME + "=1",
                NAME + "; server_max_window_bits = x y",
                NAME + "; a=\"b c\"",
                "(" + NAME + ")",
                "a b; c");
        for (int i = 0; i < offers.size(); i++) {
            cases.add(i + ".alone", offer(offers.get(i)).withoutTelling(EXTENSIONS));
            if (offers.get(i).indexOf('"') < 0 || offers.get(i).matches(".*\".*\".*")) {
                cases.add(
                        i + ".then-good",
                        offer(offers.get(i) + ", " + NAME + "; server_max_window_bits=13")
                                .agreesOn("server_max_window_bits=13"));
            }
            cases.add(i + ".line-then-good", offer(offers.get(i), NAME).agreesOn());
        }
        cases.add(
                "quoted-comma",
                offer("x; y=\"a, " + NAME + "\", " + NAME + "; server_max_window_bits=9")
                        .agreesOn("server_max_window_bits=9"));
    }
}
