package org.parley.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The Lab's comparisons. */
public final class Comparing {
    /** Where they are begun, asked about and stopped. */
    public static final String RUN = "/lab/compare/run";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Comparing() {}

    /** Carries out one with these parameters: {@code people=2&seconds=2}. */
    public static void carryOut(Person person, String parameters) {
        person.exchange(Request.post(RUN + "?" + parameters, "")).expect(200);
        JsonNode all = over(person);
        assertEquals("done", all.path("state").asString(), all::toString);
    }

    /** The one under way when it is over, all of it. */
    public static JsonNode over(Person person) {
        Deadline deadline = Deadline.in(PATIENCE);
        JsonNode state = person.exchange(Request.get(RUN)).expect(200);
        while (state.path("state").asString().equals("running")) {
            assertFalse(deadline.passed(), state::toString);
            Deadline.pause();
            state = person.exchange(Request.get(RUN)).expect(200);
        }
        return state;
    }
}
