package org.parley.conformance;

import java.util.List;

/** The opening handshake (RFC 6455, section 4). */
final class Handshakes {
    static final String UPGRADE = "Upgrade";
    static final String CONNECTION = "Connection";
    static final String VERSION = "Sec-WebSocket-Version";
    static final String NONCE = "Sec-WebSocket-Key";

    private Handshakes() {}

    static List<Case> cases() {
        Cases cases = new Cases("handshake");
        GoodHandshakes.add(cases);
        Optionals.add(cases);
        BadRequests.add(cases);
        BadFields.add(cases);
        return cases.all();
    }
}
