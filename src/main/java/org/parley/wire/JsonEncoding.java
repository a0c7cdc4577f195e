package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Encoding;
import org.parley.log.Event;

/** Events as JSON: the columns, then the fields of the body, which is spliced in as it is stored. */
public final class JsonEncoding implements Encoding {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String text(Map<String, ?> fields) {
        return Json.text(fields);
    }

    @Override
    public Map<String, Object> fields(String text) {
        return Json.fields(text);
    }

    @Override
    public byte[] event(Event event) {
        StringBuilder json = new StringBuilder(160 + event.body().length());
        json.append("{\"id\":").append(event.id());
        field(json, "type", event.type());
        field(json, "room", event.room());
        field(json, "from", event.actor());
        field(json, "user", event.subject());
        field(json, "at", time(event.at()));
        if (event.key() != null) {
            json.append(",\"key\":").append(Json.text(event.key()));
        }
        if (event.body().length() > 2) {
            json.append(',').append(event.body(), 1, event.body().length() - 1);
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A time as the wire has it: RFC 3339, UTC, milliseconds. */
    public static String time(long millis) {
        return RFC_3339.format(Instant.ofEpochMilli(millis));
    }

    /** Names and ids of ours need no escapes. */
    private static void field(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":\"").append(value).append('"');
        }
    }
}
