package org.parley.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import org.parley.wire.Json;
import org.parley.wire.Problem;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param type the media type; empty when there is no body
 * @param headers further headers
 * @param body the body, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Answer(int status, String type, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json;charset=utf-8";

    /** A JSON document. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, Map.of(), body);
    }

    /** A JSON document, 200. */
    public static Answer ok(Object value) {
        return json(200, Json.bytes(value));
    }

    /** Nothing, 204. */
    public static Answer nothing() {
        return new Answer(204, "", Map.of(), new byte[0]);
    }

    /** A problem document, of the command with this key; says when to come back where that is known. */
    public static Answer problem(@Nullable String key, Refusal refusal) {
        Object retry = refusal.extras().get("retry");
        Map<String, String> headers =
                retry instanceof Long millis ? Map.of("Retry-After", Long.toString((millis + 999) / 1000)) : Map.of();
        Problem problem = new Problem(refusal);
        return new Answer(problem.status(), Problem.MEDIA_TYPE, headers, problem.json(key));
    }

    /** A problem document. */
    public static Answer problem(Refusal refusal) {
        return problem(null, refusal);
    }

    /** A problem that a sentence explains. */
    public static Answer problem(Code code, String message) {
        return problem(Refusal.of(code, message));
    }

    /** A problem document, 405: the address takes other methods, listed as in {@code Allow}. */
    public static Answer notAllowed(String methods) {
        return problem(Code.NOT_ALLOWED, "This address takes " + methods + ".").with("Allow", methods);
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, more, body);
    }
}
