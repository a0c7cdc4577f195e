package org.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.chat.Archive.Counts;
import org.parley.chat.Archive.Personal;
import org.parley.chat.ChatChange;

/** No kind of personal state is kept and not told. */
class MineTest {
    private static final Personal ALL = new Personal(9, Map.of("r7", 42L), Map.of("r7", new Counts(2, 1, 50)));

    @Test
    void eachKindIsToldUnderItsName() {
        assertEquals(names(Personal.class), Mine.fields(ALL).keySet());
        assertEquals(
                "{\"version\":9,\"read\":{\"r7\":42},\"counts\":{\"r7\":{\"unread\":2,\"mentions\":1,\"at\":50}}}",
                Json.text(Mine.fields(ALL)));
    }

    /** What has a version of its own is personal state (see {@link ChatChange.PutRead}). */
    @Test
    void eachChangeOfPersonalStateHasItsKind() {
        List<String> kinds = Stream.of(ChatChange.class.getPermittedSubclasses())
                .filter(change -> names(change).contains("version"))
                .map(change -> change.getSimpleName().replaceFirst("^Put", "").toLowerCase(Locale.ROOT))
                .toList();
        assertTrue(kinds.contains("read"), "the read mark is one");
        kinds.forEach(kind -> assertTrue(names(Personal.class).contains(kind), kind + " is not told"));
    }

    private static Set<String> names(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
