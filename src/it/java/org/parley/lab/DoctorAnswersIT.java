package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.testing.Answer;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import org.parley.testing.SharedParley;
import tools.jackson.databind.JsonNode;

/** What the server answers to the Doctor's page, byte by byte. */
@ExtendWith(SharedParley.class)
class DoctorAnswersIT {
    private URI parley;
    private String cookie;

    @BeforeEach
    void signUp(URI parley) {
        this.parley = parley;
        try (Person ann = Person.signUp(parley, "ann")) {
            cookie = ann.cookie();
        }
    }

    private Answer ask(String target, String... headers) throws IOException {
        Request request = Request.get("/lab/doctor/" + target).with("Cookie", cookie);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.with(headers[i], headers[i + 1]);
        }
        try (RawHttp line = RawHttp.connect(parley)) {
            return line.exchange(request);
        }
    }

    @Test
    void aLongAnswerIsItsOwnNumbers() throws IOException {
        String expected = IntStream.range(0, 2 * 64)
                .mapToObj(line -> String.format("%015x\n", line))
                .collect(Collectors.joining());
        assertEquals(expected, ask("answer?kb=2").body());
        assertEquals(1024 * 1024, ask("answer?kb=1024").body().length());
    }

    @Test
    void aSilentRequestIsAnsweredWithNothing() throws IOException {
        assertEquals(204, ask("silence?seconds=1").status());
    }

    @Test
    void nobodyTakesAllPlacesForSilence() throws IOException {
        List<RawHttp> held = new ArrayList<>();
        try {
            for (int i = 0; i < 16 + 1; i++) {
                RawHttp line = RawHttp.connect(parley);
                held.add(line);
                line.write(Request.get("/lab/doctor/silence?seconds=60").with("Cookie", cookie));
            }
            assertEquals(503, first(held).status());
            signUp(parley);
            assertEquals(204, ask("silence?seconds=1").status());
        } finally {
            for (RawHttp line : held) {
                line.close();
            }
        }
    }

    /** What is answered first on any of these lines. */
    private static Answer first(List<RawHttp> lines) throws IOException {
        Deadline deadline = Deadline.usual();
        while (!deadline.passed()) {
            for (RawHttp line : lines) {
                try {
                    return line.read(Deadline.inMillis(20));
                } catch (SocketTimeoutException e) {
                    // another one, then
                }
            }
        }
        throw new AssertionError("all are held");
    }

    @ParameterizedTest
    @CsvSource({"silence?seconds=0, seconds", "silence?seconds=301, seconds", "answer?kb=0, kb", "answer?kb=1025, kb"})
    void whatIsOutOfBoundsIsNamed(String target, String field) throws IOException {
        Answer answer = ask(target);
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().path("field").asString());
    }

    @ParameterizedTest
    @CsvSource({"silence?seconds=1", "answer?kb=1", "seen"})
    void onlyThoseWhoAreSignedInAreAnswered(String target) throws IOException {
        cookie = "none=1";
        assertEquals(401, ask(target).status());
    }

    @Test
    void whoIsNotSignedInLearnsWhetherTheServerBelievesInTls() throws IOException {
        cookie = "none=1";
        assertFalse(ask("seen").json().path("secure").asBoolean(true));
    }

    @Test
    void ofHeadersThatNobodyKnowsOnlyTheNamesAreTold() throws IOException {
        JsonNode seen = ask(
                        "seen", "X-Secret-Of-A-Proxy", "hunter2", "Via", "1.1 edge", "Accept", "text/odd", "DNT", "1")
                .json();
        assertEquals(List.of("x-secret-of-a-proxy"), Json.strings(seen.path("added")));
        assertEquals("1.1 edge", seen.path("signs").path("Via").asString());
        assertEquals("text/odd", seen.path("headers").path("Accept").asString());
        assertFalse(seen.toString().contains("hunter2"));
        assertFalse(seen.toString().contains(cookie));
    }

    @Test
    void aLinkOnAnotherSiteOpensThePageAndAsksNothingElse() throws IOException {
        try (RawHttp line = RawHttp.connect(parley)) {
            for (String page : List.of("/lab/doctor", "/lab/reports", "/lab/browser")) {
                assertEquals(200, line.exchange(fromElsewhere(page)).status(), page);
            }
            for (String asked : List.of("seen", "answer", "silence", "reports")) {
                assertEquals(
                        "foreign-origin",
                        line.exchange(fromElsewhere("/lab/doctor/" + asked)).code());
            }
        }
    }

    private static Request fromElsewhere(String target) {
        return Request.get(target).with("Sec-Fetch-Site", "cross-site");
    }
}
