package org.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.log.Event;
import org.parley.testing.Json;

class JsonEncodingTest {
    private static final long AT = 1_795_341_600_123L;

    private final JsonEncoding encoding = new JsonEncoding();

    @Test
    void aMessageIsWrittenAsTheProtocolHasIt() {
        Event event = new Event(
                1042, "e", AT, "message", 1, "r7", null, "u3", "key \"1\"", "{\"text\":\"你好\",\"mentions\":[\"u1\"]}");

        assertEquals(
                "{\"id\":1042,\"type\":\"message\",\"room\":\"r7\",\"from\":\"u3\",\"at\":\"2026-11-22T10:00:00.123Z\","
                        + "\"key\":\"key \\\"1\\\"\",\"text\":\"你好\",\"mentions\":[\"u1\"]}",
                json(event));
    }

    @Test
    void whatAnEventDoesNotHaveIsLeftOut() {
        Event event = new Event(7, "e", AT, "future", 3, null, "u9", "u3", null, "{}");

        assertEquals(
                "{\"id\":7,\"type\":\"future\",\"from\":\"u3\",\"user\":\"u9\",\"at\":\"2026-11-22T10:00:00.123Z\"}",
                json(event));
    }

    @Test
    void anythingThatCanBeSaidIsJson() {
        String text = "\u0001\t\n\"\\/\u2028\u2029\u007f😀</script>";
        Event event = new Event(
                7, "e", AT, "message", 1, "r1", null, "u1", text.substring(0, 5), encoding.text(Map.of("text", text)));

        assertEquals(text, Json.parse(json(event)).get("text").asString());
        assertEquals(text.substring(0, 5), Json.parse(json(event)).get("key").asString());
    }

    @Test
    void fieldsAreReadBackAsTheyWereWritten() {
        Map<String, Object> fields = Map.of(
                "id",
                5L,
                "big",
                1L << 52,
                "text",
                "研发",
                "flag",
                true,
                "list",
                List.of("a", "b"),
                "map",
                Map.of("n", 1L));

        assertEquals(fields, encoding.fields(encoding.text(fields)));
    }

    @Test
    void timesAlwaysHaveMilliseconds() {
        assertEquals("1970-01-01T00:00:00.000Z", JsonEncoding.time(0));
        assertEquals("2026-11-22T10:00:00.120Z", JsonEncoding.time(AT - 3));
    }

    private String json(Event event) {
        return new String(encoding.event(event), StandardCharsets.UTF_8);
    }
}
