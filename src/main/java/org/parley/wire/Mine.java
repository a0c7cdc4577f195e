package org.parley.wire;

import java.util.Map;
import org.parley.chat.Archive.Personal;

/** Personal state as JSON, in the state and in what is told after it: each of its kinds under its name. */
public final class Mine {
    private Mine() {}

    /** Its version and kinds; counts are left out where there are none. */
    public static Map<String, Object> fields(Personal mine) {
        return Json.object(
                "version",
                mine.version(),
                "read",
                mine.read(),
                "counts",
                mine.counts().isEmpty() ? null : mine.counts());
    }
}
