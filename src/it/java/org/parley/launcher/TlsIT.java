package org.parley.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Deadline;
import org.parley.testing.Json;
import org.parley.testing.Pems;
import tools.jackson.databind.JsonNode;

/** {@code --cert} and {@code --key}: https by the WAR itself. */
@Timeout(240)
@Tag("start")
class TlsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void withACertificateItServesHttps(String algorithm) throws Exception {
        Pems pems = Pems.make(folder, algorithm);
        try (StartedWar war = start(pems.cert(), pems.key())) {
            URI address = URI.create(war.address());
            assertEquals("https", address.getScheme());
            HttpClient client = trusting(pems);
            get(client, address.resolve("api/installation"));
            String attempt = get(client, address.resolve("lab/echo/attempt?name=right"));
            assertTrue(attempt.contains("iAID6A=="), attempt); // the Close frame that was answered
            if (algorithm.equals("EC")) {
                comparesWithItself(client, address);
            }
        }
    }

    /** The Lab's clients, too, have to speak TLS to the server that they are in. */
    private static void comparesWithItself(HttpClient client, URI address) throws Exception {
        String account = "{\"name\":\"ann\",\"password\":\"correct horse\",\"token\":true}";
        String token = Json.parse(send(
                        client,
                        HttpRequest.newBuilder(address.resolve("api/accounts")).POST(BodyPublishers.ofString(account))))
                .path("token")
                .asString();
        URI run = address.resolve("lab/compare/run?people=2&senders=1&rate=60&seconds=2");
        String bearer = "Bearer " + token;
        send(client, HttpRequest.newBuilder(run).header("Authorization", bearer).POST(BodyPublishers.noBody()));
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        JsonNode state = Json.object();
        while (!state.path("state").asString().equals("done")) {
            assertFalse(deadline.passed(), state::toString);
            Deadline.pause();
            state = Json.parse(send(client, HttpRequest.newBuilder(run).header("Authorization", bearer)));
        }
        for (JsonNode result : state.path("results")) {
            assertTrue(result.path("delivered").asInt() > 0, state::toString);
            assertEquals(0, result.path("lost").asInt(), state::toString);
        }
    }

    private static String send(HttpClient client, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertEquals(2, answer.statusCode() / 100, answer::body);
        return answer.body();
    }

    private static String get(HttpClient client, URI address) throws Exception {
        return send(client, HttpRequest.newBuilder(address));
    }

    @Test
    void aKeyOfAnotherCertificateIsSaidInOneLine() throws Exception {
        Pems one = Pems.make(folder, "RSA");
        Pems other = Pems.make(folder, "EC");
        Pems alike = Pems.make(Files.createDirectory(folder.resolve("alike")), "EC");
        assertRefusal(one.cert(), other.key(), " do not belong together");
        assertRefusal(alike.cert(), other.key(), " do not belong together");
    }

    @Test
    void whatIsNoCertificateIsSaidInOneLine() throws Exception {
        Pems pems = Pems.make(folder, "EC");
        assertRefusal(pems.key(), pems.key(), " do not serve https: ");
        assertRefusal(pems.cert(), pems.cert(), " do not serve https: ");
        assertRefusal(folder.resolve("none"), pems.key(), " do not serve https: ");
    }

    private StartedWar start(Path cert, Path key) throws Exception {
        return StartedWar.with(
                folder,
                Map.of(),
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString(),
                "--cert",
                cert.toString(),
                "--key",
                key.toString());
    }

    private void assertRefusal(Path cert, Path key, String reason) throws Exception {
        try (StartedWar war = start(cert, key)) {
            assertEquals(1, war.exitCode());
            List<String> errors = war.errors();
            assertEquals(1, errors.size(), errors::toString);
            assertTrue(
                    errors.get(0).startsWith("Parley cannot start: cert " + cert + " and key " + key + reason),
                    errors::toString);
        }
    }

    private static HttpClient trusting(Pems pems) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("parley", pems.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
