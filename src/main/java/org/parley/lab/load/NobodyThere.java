package org.parley.lab.load;

import java.io.IOException;
import java.util.Map;

/** There is a room in which nobody could open a line that may speak, so that nothing can be measured. */
public final class NobodyThere extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean unsupported;

    /** In this room of so many, the first being 1; {@code troubles} as {@link Figures#troubles} has them. */
    NobodyThere(int room, int rooms, Map<String, Long> troubles) {
        super("nobody could talk in room " + room + " of " + rooms + ": " + troubles);
        this.unsupported = troubles.keySet().stream().anyMatch(trouble -> trouble.endsWith(" 501"));
    }

    /** Whether that is since the server does not offer this transport where it runs: it answered 501. */
    public boolean isUnsupported() {
        return unsupported;
    }
}
