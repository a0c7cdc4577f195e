package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.chat.Archive.Personal;
import org.parley.chat.Presence.Now;
import org.parley.feed.Messages;
import org.parley.feed.Reply;
import org.parley.log.Cursor;
import org.parley.log.Entry;

/** What the feed sends, as JSON. Events were encoded before; here they are only put together. */
public final class JsonMessages implements Messages {
    private static final byte[] COMMA = {','};

    private final String node;
    private final double heartbeat;

    /** Greets in the name of a node whose lines are silent for {@code heartbeat} at most. */
    public JsonMessages(String node, Duration heartbeat) {
        this.node = node;
        this.heartbeat = heartbeat.toMillis() / 1000.0;
    }

    @Override
    public byte[] hello(Cursor cursor, String user) {
        Object seconds = heartbeat == Math.rint(heartbeat) ? (Object) (long) heartbeat : heartbeat;
        return Json.bytes(Json.object(
                "type",
                "hello",
                "cursor",
                cursor.toString(),
                "user",
                user,
                "heartbeat",
                seconds,
                "node",
                node,
                "version",
                1));
    }

    @Override
    public byte[] batch(Reply.Batch batch) {
        List<byte[]> parts = new ArrayList<>(2 * batch.events().size() + 2);
        parts.add(utf8("{\"type\":\"batch\",\"cursor\":\"" + batch.cursor() + "\",\"events\":["));
        for (Entry event : batch.events()) {
            if (parts.size() > 1) {
                parts.add(COMMA);
            }
            parts.add(event.json());
        }
        parts.add(utf8("],\"more\":" + batch.more() + extras(batch) + "}"));
        return Json.join(parts);
    }

    private static String extras(Reply.Batch batch) {
        StringBuilder json = new StringBuilder(batch.replaced() ? ",\"replaced\":true" : "");
        if (batch.mine() != null) {
            json.append(",\"mine\":").append(Json.text(fields(batch.mine())));
        }
        if (batch.now() != null && !batch.now().isEmpty()) {
            json.append(",\"now\":").append(Json.text(fields(batch.now())));
        }
        return json.toString();
    }

    @Override
    public byte[] mine(Personal mine) {
        return Json.bytes(fields(mine));
    }

    @Override
    public byte[] now(Now now) {
        return Json.bytes(fields(now));
    }

    @Override
    public byte[] gone(Reply.Gone gone) {
        return Answers.error(null, Problem.gone(gone).refusal());
    }

    private static Map<String, Object> fields(Personal mine) {
        Map<String, Object> fields = Json.object("type", "mine");
        fields.putAll(Mine.fields(mine));
        return fields;
    }

    private static Map<String, Object> fields(Now now) {
        return Json.object(
                "type",
                "now",
                "v",
                now.version(),
                "typing",
                now.typing().isEmpty() ? null : now.typing(),
                "online",
                now.online().isEmpty() ? null : now.online());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
