package org.parley.page;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** The same in the other looks. */
@Tag("long")
class EveryLookIT extends StatesIT {
    static Stream<Look> looks() {
        return Look.ALL.stream().filter(look -> !look.equals(Look.USUAL));
    }
}
