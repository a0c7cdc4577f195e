package org.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An HTTP answer; the names of its headers are in lower case. */
public record Answer(int status, Map<String, String> headers, String body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The body; throws an exception of the network's kind when it is some proxy's page, which says nothing of Parley.
     */
    public JsonNode json() {
        String type = header("content-type").orElse("");
        if (type.startsWith("text/html")) {
            throw new UncheckedIOException(new IOException("not Parley's answer: " + this));
        }
        return Json.parse(body);
    }

    /** The problem's code, or nothing when the body is no problem document. */
    public String code() {
        return header("content-type").orElse("").startsWith("application/problem+json")
                ? json().path("code").asString("")
                : "";
    }

    /** The body, when the status is the one that was expected; else fails with what came instead. */
    public JsonNode expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + " but got " + this);
        }
        return body.isEmpty() ? Json.object() : json();
    }

    /** This answer, when it is a problem of this status and code; else fails. */
    public JsonNode expectProblem(int expected, String code) {
        JsonNode problem = expect(expected);
        if (!code().equals(code) || problem.path("status").asInt(0) != expected) {
            throw new AssertionError("expected the problem " + code + " but got " + this);
        }
        return problem;
    }
}
