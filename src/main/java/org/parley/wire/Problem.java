package org.parley.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.feed.Reply;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;

/**
 * A refusal as an HTTP answer: a problem document of RFC 9457.
 *
 * @param refusal what is wrong
 */
public record Problem(Refusal refusal) {
    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that a sentence explains. */
    public static Problem of(Code code, String message) {
        return new Problem(Refusal.of(code, message));
    }

    /** The cursor can't be served. */
    public static Problem gone(Reply.Gone gone) {
        String cause = gone.cause().name().toLowerCase(Locale.ROOT);
        Map<String, Object> extras = Json.object(
                "cause",
                cause,
                "first",
                gone.first().toString(),
                "head",
                gone.head().toString());
        return new Problem(new Refusal(
                Code.CURSOR_GONE,
                "The log can't be read from this cursor (" + cause + "); take a fresh state.",
                extras));
    }

    /** The HTTP status. */
    public int status() {
        return refusal.code().status();
    }

    /** The document, UTF-8; with the key of the command it answers, if there is one. */
    public byte[] json(@Nullable String key) {
        Map<String, Object> fields = new LinkedHashMap<>(Json.object(
                "type", "about:blank",
                "title", refusal.code().title(),
                "status", status(),
                "code", refusal.code().wire(),
                "detail", refusal.message(),
                "key", key));
        fields.putAll(refusal.extras());
        return Json.bytes(fields);
    }
}
