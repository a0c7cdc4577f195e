package org.parley.conformance;

import static org.parley.conformance.Compressed.PLAIN;
import static org.parley.conformance.Compressed.RESETS;
import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

/** Windows of all sizes, kept from message to message or forgotten (RFC 7692, sections 7.1 and 7.2.3.2). */
final class Windows {

    private Windows() {}

    static void add(Cases cases) {
        server(cases);
        client(cases);
        takeover(cases);
    }

    private static void server(Cases cases) {
        cases.rule("server-window", "RFC 7692 7.1.2.1", "refers no further back than the window agreed on");
        for (int bits = 8; bits <= 15; bits++) {
            String offer = PLAIN + "; server_max_window_bits=" + bits;
            cases.add(bits, echoes(offering(offer), 10_000));
            cases.add(bits + ".no-takeover", echoes(offering(offer + "; server_no_context_takeover"), 10_000));
        }
    }

    private static void client(Cases cases) {
        cases.rule("client-window", "RFC 7692 7.1.2.2", "inflates with the window agreed on");
        for (int bits = 8; bits <= 15; bits++) {
            String offer = PLAIN + "; client_max_window_bits=" + bits;
            cases.add(bits, echoes(offering(offer), 10_000));
            cases.add(bits + ".no-takeover", echoes(offering(offer + "; client_no_context_takeover"), 10_000));
        }
        cases.add("unnamed", echoes(offering(PLAIN + "; client_max_window_bits"), 10_000));
    }

    private static void takeover(Cases cases) {
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
