package org.parley.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All cases there are. */
final class Suite {
    private Suite() {}

    static List<Case> cases() {
        return Stream.of(
                        Handshakes.cases(),
                        Framing.cases(),
                        Controls.cases(),
                        Fragments.cases(),
                        Texts.cases(),
                        Closes.cases(),
                        Delivery.cases(),
                        Negotiation.cases(),
                        Compressed.cases(),
                        Miscompressed.cases(),
                        Faults.cases(),
                        Bulk.cases())
                .flatMap(List::stream)
                .toList();
    }
}
