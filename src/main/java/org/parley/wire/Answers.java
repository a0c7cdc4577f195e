package org.parley.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Answer;

/** What became of a command, as a message: {@code ack} or {@code error}. */
public final class Answers {
    private Answers() {}

    /** The message for an answer. */
    public static byte[] json(@Nullable String key, Answer answer) {
        return answer instanceof Answer.Refusal refusal ? error(key, refusal) : ack(key, (Answer.Ack) answer);
    }

    private static byte[] ack(@Nullable String key, Answer.Ack ack) {
        Map<String, Object> fields = Json.object("type", "ack", "key", key);
        fields.putAll(ack.fields());
        return Json.bytes(fields);
    }

    /** The message for a refusal. */
    public static byte[] error(@Nullable String key, Answer.Refusal refusal) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Json.object("type", "error", "key", key, "code", refusal.code().wire(), "message", refusal.message()));
        fields.putAll(refusal.extras());
        return Json.bytes(fields);
    }
}
