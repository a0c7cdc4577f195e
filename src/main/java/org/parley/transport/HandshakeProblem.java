package org.parley.transport;

import java.util.Map;
import org.parley.http.Answer;
import org.parley.wire.Json;
import org.parley.wire.Problem;

/** How an opening handshake that breaks RFC 6455 is answered: a problem document that names the rule. */
public final class HandshakeProblem {
    /** The problem's code (docs/protocol.md, Errors). */
    public static final String CODE = "handshake";

    private HandshakeProblem() {}

    /** The answer with this status, these headers, a sentence on what is wrong and the section that says so. */
    public static Answer answer(int status, Map<String, String> headers, String sentence, String section) {
        byte[] json = Json.bytes(Json.object(
                "type", "about:blank",
                "title", "The opening handshake breaks RFC 6455",
                "status", status,
                "code", CODE,
                "detail", sentence,
                "section", section));
        return new Answer(status, Problem.MEDIA_TYPE, headers, json);
    }
}
