package org.parley.lab.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way of talking to Parley. */
public enum Transport {
    UPGRADE,
    WEBSOCKET,
    SSE,
    LONG_POLLING,
    POLLING;

    /** As in addresses, options and tables: {@code long-polling}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this name; empty when there is none. */
    public static Optional<Transport> named(String name) {
        return Arrays.stream(values())
                .filter(transport -> transport.wire().equals(name))
                .findFirst();
    }
}
