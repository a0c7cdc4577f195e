package org.parley.conformance;

import static org.parley.conformance.Wire.FIN;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.frame;
import static org.parley.conformance.Wire.hex;

import java.util.List;

/** Compressed messages as they may be (RFC 7692, sections 6 and 7.2). */
final class Compressed {
    static final String PLAIN = "permessage-deflate";
    static final String RESETS = "permessage-deflate; client_no_context_takeover; server_no_context_takeover";
    static final String HELLO = "f2 48 cd c9 c9 07 00";

    private Compressed() {}

    static List<Case> cases() {
        Cases cases = new Cases("compressed");
        Examples.add(cases);
        Blocks.add(cases);
        CompressedFragments.add(cases);
        Windows.add(cases);
        return cases.all();
    }

    /** A compressed message in one frame. */
    static byte[] message(int opcode, String deflate) {
        return frame(FIN | RSV1 | opcode, hex(deflate));
    }
}
