package org.parley.lab.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Target;
import org.parley.wire.Json;
import tools.jackson.databind.JsonNode;

/**
 * The target's plain HTTP, for what happens before a run. What is refused as too often is tried again when it may be.
 */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Target target;
    private final Consumer<String> news;

    /** Talks to this one, and tells when it has to wait. */
    Api(Target target, Consumer<String> news) {
        this.target = target;
        this.news = news;
    }

    JsonNode get(String path, @Nullable String token) {
        return json("GET " + path, send(HttpRequest.newBuilder(target.uri(path)).GET(), token));
    }

    String text(String path, String token) {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(target.uri(path)).GET(), token);
        return answer.statusCode() == 200 ? new String(answer.body(), StandardCharsets.UTF_8) : "";
    }

    JsonNode post(String path, @Nullable String token, Object body) {
        for (; ; ) {
            HttpResponse<byte[]> answer = send(
                    HttpRequest.newBuilder(target.uri(path))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(Json.bytes(body))),
                    token);
            if (answer.statusCode() != 429) {
                return json("POST " + path, answer);
            }
            long wait = Json.read(answer.body()).path("retry").asLong(1000);
            news.accept("the server limits " + path + "; waiting " + (wait + 999) / 1000 + " s as it asks");
            sleep(wait);
        }
    }

    void delete(String path, String token) {
        send(HttpRequest.newBuilder(target.uri(path)).DELETE(), token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, @Nullable String token) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new BenchException(target.uri("") + " does not answer: " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    private JsonNode json(String what, HttpResponse<byte[]> answer) {
        JsonNode json;
        try {
            json = Json.read(answer.body());
        } catch (tools.jackson.core.JacksonException e) {
            throw new BenchException(what + " answers no JSON; is " + target.uri("") + " a Parley?");
        }
        if (answer.statusCode() >= 300) {
            throw new BenchException(what + " answers " + answer.statusCode() + ": "
                    + json.path("detail").asString(json.path("code").asString("")));
        }
        return json;
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }
}
