package org.parley.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Pems;
import org.parley.testing.Person;
import org.parley.testing.Request;
import tools.jackson.databind.JsonNode;

/** The load run's figures and the server's meters against what is known of a run: counts, sizes, bytes of a relay. */
@Tag("long")
class LoadRunIT {
    private static final String TOKEN = "meters";
    private static final int CLIENTS = 8;
    private static final int MESSAGES = 60;
    private static final int OF_A_ROOM = 4;

    /** What eight clients send at least to shake hands over TLS, in bytes. */
    private static final int HELLO = 8 * 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "websocket", "sse", "long-polling", "polling"})
    void everyByteAndMessageIsCounted(String transport) throws Exception {
        try (ParleyProcess parley = ParleyProcess.start(folder.resolve("home"), "--metrics-token", TOKEN);
                CountingRelay relay = new CountingRelay(parley.address())) {
            Person.signUp(parley.address(), "ann");
            LoadRun run = LoadRun.with(
                    folder,
                    90,
                    "--url",
                    relay.address(),
                    "--transport",
                    transport,
                    "--clients",
                    "8",
                    "--rooms",
                    "2",
                    "--rate",
                    "20",
                    "--seconds",
                    "3",
                    "--warm-up",
                    "0",
                    "--poll-interval",
                    "0.2");
            assertEquals(0, run.exitCode(), run.output());
            JsonNode figures = run.figuresOfOne();
            JsonNode whole = figures.path("whole");
            assertAll(
                    () -> assertEquals(relay.up(), whole.path("up").asLong(), "bytes up"),
                    () -> assertEquals(relay.down(), whole.path("down").asLong(), "bytes down"),
                    () -> assertEquals(
                            MESSAGES * OF_A_ROOM, figures.path("expected").asLong()),
                    () -> assertEquals(MESSAGES * OF_A_ROOM, whole.path("heard").asLong()),
                    () -> assertEquals(0, figures.path("lost").asLong()));
            compare(new Scrape(parley), transport, whole);
        }
    }

    /** The server's own meters tell the same. */
    private static void compare(Scrape meters, String transport, JsonNode whole) {
        String tag = "{transport=\"" + transport + "\"}";
        boolean polls = transport.endsWith("polling");
        assertAll(
                () -> assertEquals(MESSAGES * OF_A_ROOM, meters.value("parley_deliveries_total" + tag), "deliveries"),
                () -> assertEquals(
                        MESSAGES, meters.value("parley_commands_total{outcome=\"ack\",type=\"post\"}"), "commands"),
                () -> assertEquals(polls ? 0 : CLIENTS, meters.value("parley_connections_opened_total" + tag), "lines"),
                () -> assertEquals(
                        whole.path("empty").asLong(), meters.value("parley_answers_empty_total" + tag), "empty"),
                () -> assertTrue(meters.value("parley_bytes_written_total" + tag)
                        < whole.path("down").asLong()),
                () -> assertEquals(3, meters.value("parley_sign_ins_total{how=\"sign-up\",status=\"201\"}")));
    }

    @Test
    void aServerOfItsOwnLosesNothingOnAnyTransport() throws Exception {
        LoadRun run = LoadRun.with(
                folder, 240, "--clients", "60", "--rooms", "6", "--rate", "30", "--seconds", "3", "--warm-up", "1");
        assertNothingLost(run, List.of("upgrade", "websocket", "sse", "long-polling", "polling"));
        assertFalse(run.page().contains("http://"), "the page needs the network");
        assertTrue(run.page().contains("<svg"));
    }

    @Test
    void overTlsNothingIsLostEither() throws Exception {
        Pems pems = Pems.make(folder, "EC");
        try (ParleyProcess parley = ParleyProcess.start(
                folder.resolve("home"),
                "--cert",
                pems.cert().toString(),
                "--key",
                pems.key().toString())) {
            String[] options = {
                "--url", parley.address().toString(), "--clients", "8", "--rooms", "2", "--rate", "20", "--seconds", "3"
            };
            List<String> trust = List.of(
                    "-Djavax.net.ssl.trustStore=" + pems.store(),
                    "-Djavax.net.ssl.trustStorePassword=" + Pems.PASSWORD);
            signUp(parley.address(), pems);
            LoadRun run = LoadRun.with(trust, folder, 120, options);
            assertEquals(0, run.exitCode(), run.output());
            for (JsonNode figures : run.figures()) {
                assertTrue(figures.path("expected").asLong() > 0, figures::toString);
                assertEquals(0, figures.path("lost").asLong(), figures::toString);
                assertTrue(
                        figures.path("whole").path("up").asLong() > HELLO, () -> "nothing was encrypted: " + figures);
            }
            LoadRun untrusted = LoadRun.with(folder, 60, options);
            assertEquals(1, untrusted.exitCode());
            assertTrue(untrusted.output().startsWith("bench: "), untrusted.output());
        }
    }

    /** The first account there. */
    private static void signUp(URI address, Pems pems) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(pems.store().toFile(), Pems.PASSWORD.toCharArray()));
        context.init(null, trust.getTrustManagers(), null);
        HttpRequest request = HttpRequest.newBuilder(address.resolve("api/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"ann\",\"password\":\"correct horse\"}"))
                .build();
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        assertEquals(
                201,
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void thirtySecondsOnEachTransportLoseNothing() throws Exception {
        LoadRun run = LoadRun.with(folder, 500, "--clients", "500", "--rate", "50", "--seconds", "30");
        assertNothingLost(run, List.of("upgrade", "websocket", "sse", "long-polling", "polling"));
    }

    private static void assertNothingLost(LoadRun run, List<String> transports) {
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(transports, list(run.figures(), "transport"));
        for (JsonNode figures : run.figures()) {
            assertTrue(figures.path("expected").asLong() > 0, figures::toString);
            for (String count : List.of("lost", "repeated", "reordered", "unanswered", "reconnects")) {
                assertEquals(0, figures.path(count).asLong(), () -> count + " in " + figures);
            }
            assertTrue(figures.path("serverCpuSeconds").asDouble() > 0, figures::toString);
        }
    }

    private static List<String> list(JsonNode figures, String name) {
        return org.parley.testing.Json.list(figures).stream()
                .map(one -> one.path(name).asString())
                .toList();
    }

    @Test
    void aServerWithoutAnAccountIsLeftAlone() throws Exception {
        try (ParleyProcess parley = ParleyProcess.start(folder.resolve("home"))) {
            LoadRun run = LoadRun.with(folder, 60, "--url", parley.address().toString());
            assertEquals(1, run.exitCode());
            assertTrue(run.output().contains("has no account yet"), run.output());
        }
    }

    @Test
    void aBadArgumentIsOneLine() throws Exception {
        LoadRun run = LoadRun.with(folder, 60, "--rate", "fast");
        assertEquals(1, run.exitCode());
        assertEquals("bench: --rate must be a number from 0.01 to 1000000, not \"fast\"\n", run.output());
    }

    /** What a server's meters show at one moment. */
    private static final class Scrape {
        private final String text;

        Scrape(ParleyProcess parley) {
            Request request = Request.get("/metrics").with("Authorization", "Bearer " + TOKEN);
            text = Person.once(parley.address(), request).body();
        }

        long value(String meter) {
            return text.lines()
                    .filter(line -> line.startsWith(meter + " "))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(meter.length() + 1)))
                    .findFirst()
                    .orElse(0);
        }
    }
}
