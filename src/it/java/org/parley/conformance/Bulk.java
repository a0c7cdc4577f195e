package org.parley.conformance;

import static org.parley.conformance.Script.offering;
import static org.parley.conformance.Wire.BINARY;
import static org.parley.conformance.Wire.RSV1;
import static org.parley.conformance.Wire.TEXT;
import static org.parley.conformance.Wire.fragments;
import static org.parley.conformance.Wire.noise;
import static org.parley.conformance.Wire.utf8;
import static org.parley.conformance.Wire.words;

import java.util.List;

/** Many compressed messages of many sizes with all combinations of parameters. */
final class Bulk {
    private static final int[] SIZES = {0, 16, 64, 256, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072};
    private static final List<String> OFFERS = List.of(
            "permessage-deflate",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9",
            "permessage-deflate; server_max_window_bits=15; client_max_window_bits=15",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=9; client_no_context_takeover; client_max_window_bits=9",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=15; client_no_context_takeover; client_max_window_bits=15",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=9, permessage-deflate; server_no_context_takeover,"
                    + " permessage-deflate");

    private Bulk() {}

    static List<Case> cases() {
        Cases cases = new Cases("bulk");
        for (int i = 0; i < OFFERS.size(); i++) {
            String offer = OFFERS.get(i);
            cases.rule(
                    "offer-" + i,
                    "RFC 7692 7",
                    "echoes many messages with "
                            + offer.replace("permessage-deflate; ", "").replace(", ", " or "));
            for (int size : SIZES) {
                int few = size > 20_000 ? 3 : 20;
                int many = size > 20_000 ? 100 : 1000;
                cases.add(size, echoes(offer, size, few, 1 << 20));
                cases.addLong(size + ".many", () -> echoes(offer, size, many, 1 << 20));
            }
            cases.add("131072.fragments", echoes(offer, 131_072, 3, 1300));
        }
        return cases.all();
    }

    private static Script echoes(String offer, int size, int count, int most) {
        return offering(offer).then(session -> {
            for (int i = 0; i < count; i++) {
                boolean text = i % 3 < 2;
                echo(session, new Heard(text ? TEXT : BINARY, text ? utf8(words(size)) : noise(size)), most);
            }
        });
    }

    private static void echo(Session session, Heard message, int most) {
        byte[] payload = session.deflate().compress(message.payload());
        session.send(fragments(RSV1 | message.opcode(), payload, most), Integer.MAX_VALUE);
        Heard heard = session.next();
        Script.must(heard.is(message), heard + " instead of " + message);
    }
}
