package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** A cursor that cannot be served is told so, with the cause, and never with a silent hole. */
interface GoneCursorContract extends Stage {
    int GONE = 4410;

    @Test
    default void aCursorOfAnotherEpochIsGone() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        assertGone(ann, "zz9zz" + cursor.substring(cursor.lastIndexOf('-')), "epoch");
    }

    @Test
    default void aCursorAheadOfTheLogIsGone() {
        Person ann = person("ann");
        String cursor = ann.cursor();
        int dash = cursor.lastIndexOf('-') + 1;
        long id = Long.parseLong(cursor.substring(dash));
        assertGone(ann, cursor.substring(0, dash) + (id + 1_000_000), "ahead");
    }

    private void assertGone(Person person, String cursor, String cause) {
        LineEnded end = endAt(person, cursor);
        JsonNode problem = end.problem();
        assertEquals(GONE, end.code(), end::toString);
        assertEquals(cause, problem.path("cause").asString(""), end::toString);
        assertTrue(problem.has("first") && problem.has("head"), end::toString);
        reader(person).connect(problem.path("head").asString());
    }

    @Test
    default void whatIsNoCursorIsRefused() {
        LineEnded end = endAt(person("ann"), "no-cursor-at-all");
        assertTrue(end.code() == GONE || end.code() == 4400, end::toString);
    }

    /** How the line ends that is asked for this cursor. */
    private LineEnded endAt(Person person, String cursor) {
        Reader reader = reader(person);
        return assertThrows(LineEnded.class, () -> {
            throw reader.connect(cursor).awaitEnd();
        });
    }
}
