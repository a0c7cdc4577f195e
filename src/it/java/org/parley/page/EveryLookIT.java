package org.parley.page;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** The same in every look. */
@Tag("long")
class EveryLookIT extends StatesIT {
    static Stream<Look> looks() {
        return Look.ALL.stream();
    }
}
