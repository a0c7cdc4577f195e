package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
    void whoAsksForTheHeadGetsNoMore() throws Exception {
        for (String address : List.of("health/live", "health/ready")) {
            HttpRequest head = HttpRequest.newBuilder(server().resolve(address))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(head, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            assertEquals("", answer.body());
        }
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
