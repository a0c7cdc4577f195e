package org.parley.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.testing.Answer;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** Reports of the Doctor: anybody leaves a few, administrators see them. */
class ReportsIT extends EchoStage {
    private static final String REPORTS = "/lab/doctor/reports";
    private static final String FINDING = "{\"check\":\"transport\",\"of\":\"upgrade\",\"ok\":false,"
            + "\"fault\":\"without-upgrade\",\"values\":[{\"name\":\"detail\",\"value\":\"Via: 1.1 edge\"}]}";

    private String admin;

    @BeforeAll
    void theFirstIsAdministrator() {
        try (Person first = Person.signUp(server(), "admin")) {
            admin = first.cookie();
        }
    }

    private String someone() {
        try (Person person = Person.signUp(server(), "someone")) {
            return person.cookie();
        }
    }

    private Answer ask(String cookie, Request request) throws IOException {
        try (RawHttp line = RawHttp.connect(server())) {
            return line.exchange(request.with("Cookie", cookie));
        }
    }

    private Answer leave(String cookie, String findings, Map<String, String> more) throws IOException {
        String page = more.getOrDefault("page", "http://chat/");
        String body = "{\"page\":\"" + page + "\",\"browser\":\"a browser\",\"cookie\":\"" + cookie
                + "\",\"findings\":[" + findings + "]}";
        return ask(cookie, Request.post(REPORTS, body));
    }

    @Test
    void whatSomebodyLeavesAdministratorsSee() throws IOException {
        String ann = someone();
        assertEquals(204, leave(ann, FINDING, Map.of("page", "http://here/")).status());
        Answer seen = ask(admin, Request.get(REPORTS));
        JsonNode report = Json.list(seen.json().path("reports")).stream()
                .filter(one -> one.path("page").asString().equals("http://here/"))
                .findFirst()
                .orElseThrow();
        assertTrue(report.path("name").asString().startsWith("someone-"), report::toString);
        assertEquals(Json.parse(FINDING), report.path("findings").get(0));
        assertFalse(seen.body().contains(ann), "what was sent besides is not kept");
        assertTrue(seen.json().path("settled").path("lines").isObject());
    }

    @Test
    void nobodyElseSeesThem() throws IOException {
        assertEquals("forbidden", ask(someone(), Request.get(REPORTS)).code());
        assertEquals(401, ask("none=1", Request.get(REPORTS)).status());
        assertEquals(401, ask("none=1", Request.post(REPORTS, "{}")).status());
        assertEquals(405, ask(admin, Request.delete(REPORTS)).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | findings | {\"page\":\"p\",\"browser\":\"b\"}",
                "400 | check    | {\"page\":\"p\",\"browser\":\"b\",\"findings\":[{}]}",
                "400 | values   | {\"page\":\"p\",\"browser\":\"b\",\"findings\":[{\"check\":\"c\",\"ok\":true}]}",
                "400 | page     | {\"browser\":\"b\",\"findings\":[]}"
            })
    void whatIsNoReportIsRefusedByItsField(int status, String field, String body) throws IOException {
        Answer answer = ask(someone(), Request.post(REPORTS, body));
        assertEquals(status, answer.status());
        assertEquals(field, answer.json().path("field").asString());
    }

    @Test
    void aReportHasItsBounds() throws IOException {
        String ann = someone();
        assertEquals("too-long", leave(ann, "", Map.of("page", "x".repeat(301))).code());
        Answer longer = leave(ann, "", Map.of("page", "x".repeat(6 * 1024)));
        assertEquals("body", longer.json().path("field").asString());
        String many = (FINDING + ",").repeat(40) + FINDING;
        assertEquals("findings", leave(ann, many, Map.of()).json().path("field").asString());
    }

    @Test
    void oneUserLeavesAFew() throws IOException {
        String ann = someone();
        for (int i = 0; i < 5; i++) {
            assertEquals(204, leave(ann, "", Map.of()).status());
        }
        Answer sixth = leave(ann, "", Map.of());
        assertEquals("rate-limited", sixth.code());
        assertTrue(sixth.json().path("retry").asLong() > 0);
        assertEquals(204, leave(someone(), "", Map.of()).status());
    }
}
