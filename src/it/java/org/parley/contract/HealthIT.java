package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.parley.testing.Answer;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/** What a node tells whoever watches over it. */
class HealthIT extends OnContainer {
    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    @Test
    void whoWatchesOverANodeNeedsNoSession() {
        assertEquals(Json.parse("{\"live\":true}"), ask("/health/live").expect(200));
        assertEquals(Json.parse("{\"ready\":true}"), ask("/health/ready").expect(200));
    }

    @Test
    void nothingElseIsThere() {
        ask("/health/well").expectProblem(404, "not-found");
        Person.once(server(), Request.post("/health/live", "")).expectProblem(405, "not-allowed");
    }

    private Answer ask(String address) {
        return Person.once(server(), Request.get(address));
    }
}
