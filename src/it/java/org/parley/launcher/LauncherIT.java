package org.parley.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the WAR as its readers will: in a process, by its options. */
@Timeout(240)
@Tag("start")
class LauncherIT {

    @TempDir
    Path folder;

    @Test
    void itPrintsItsAddressAndServesThere() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            String address = war.address();

            assertTrue(address.matches("http://127\\.0\\.0\\.1:\\d+/"), address);
            assertEquals(200, status(address + "vendor/lit/index.js"));
        }
    }

    @Test
    void aFileIsKnownByWhatIsInItNotByTheTimeOfTheBuild() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            URI page = URI.create(war.address());
            HttpClient client = HttpClient.newHttpClient();
            String tag = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            HttpRequest again =
                    HttpRequest.newBuilder(page).header("If-None-Match", tag).build();

            assertTrue(tag.matches("\"[0-9a-f]{40,}\""), tag);
            assertEquals(304, client.send(again, BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void itsEndpointsAreFound() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            URI echo = URI.create(war.address().replaceFirst("http", "ws") + "lab/echo/websocket");

            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(echo, new WebSocket.Listener() {})
                    .get(60, TimeUnit.SECONDS)
                    .abort();
        }
    }

    @Test
    void itsOwnClassesAndDescriptorsAreNotServed() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            String address = war.address();

            assertEquals(404, status(address + "org/parley/launcher/Launcher.class"));
            assertEquals(404, status(address + "META-INF/MANIFEST.MF"));
            assertEquals(404, status(address + "WEB-INF/web.xml"));
            assertEquals(404, status(address + "WEB-INF/launcher/"));
        }
    }

    @Test
    void whereThereIsNothingProgramsGetAProblemAndPeopleAPage() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            String address = war.address();

            assertEquals("application/problem+json", typeOfNothing(address + "lab/echo/none"));
            assertEquals("text/html", typeOfNothing(address + "a/b/none"));
        }
    }

    private static String typeOfNothing(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(404, answer.statusCode(), address);
        return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    }

    @Test
    void aSignalStopsItInOrder() throws Exception {
        try (StartedWar war = start("--port", "0")) {
            int port = URI.create(war.address()).getPort();
            war.terminate();

            assertEquals(128 + 15, war.exitCode());
            assertEquals(List.of(), war.output(), "the address is the last line");
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(
                        List.of(),
                        left.filter(path -> path.getFileName().toString().startsWith("parley-run-"))
                                .toList());
            }
        }
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefusal(
                    "port " + port + " is taken; choose another with --port (0 takes a free one)", "--port", port);
        }
    }

    @Test
    void aHomeBelowAFileIsSaidInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        try (StartedWar war = StartedWar.with(folder, Map.of(), "--port", "0", "--home", file + "/home")) {
            assertEquals(1, war.exitCode());
            String last = war.errors().get(war.errors().size() - 1);
            assertTrue(last.startsWith("Parley cannot start: home " + file + "/home cannot be written"), last);
            assertTrue(last.contains("--home"), last);
            assertFalse(String.join("\n", war.errors()).contains("\tat "), "no stack trace");
        }
    }

    @Test
    void aSecondInstanceOnTheSameHomeIsSaidInOneLine() throws Exception {
        try (StartedWar first = start("--port", "0")) {
            first.address();
            Path home = folder.resolve("home");
            try (StartedWar second = StartedWar.with(
                    Files.createDirectory(folder.resolve("second")),
                    Map.of(),
                    "--port",
                    "0",
                    "--home",
                    home.toString())) {
                assertEquals(1, second.exitCode());
                String last = second.errors().get(second.errors().size() - 1);
                assertTrue(last.startsWith("Parley cannot start: ") && last.contains(home.toString()), last);
                assertFalse(String.join("\n", second.errors()).contains("\tat "), "no stack trace");
            }
        }
    }

    @Test
    void whatIsNoOriginIsSaidInOneLine() throws Exception {
        assertRefusal(
                "origins.allowed: \"foo\" is not an origin; one is written like https://tools.example:8443",
                "--origins-allowed",
                "foo");
    }

    @Test
    void anUnknownSettingIsSaidInOneLine() throws Exception {
        assertRefusal("option --prot: there is no such setting (docs/settings.md lists them)", "--prot", "1");
    }

    @Test
    void aBadValueIsSaidInOneLine() throws Exception {
        assertRefusal("option --port: \"x\" is not allowed, but 0..65535 is", "--port", "x");
    }

    @Test
    void theEnvironmentCountsToo() throws Exception {
        try (StartedWar war = StartedWar.with(folder, Map.of("PARLEY_DRAIN", "soon"))) {
            assertEquals(1, war.exitCode());
            assertEquals(
                    List.of("Parley cannot start: environment variable PARLEY_DRAIN: \"soon\" is not allowed,"
                            + " but 0s..5m is"),
                    war.errors());
        }
    }

    @Test
    void helpListsTheOptions() throws Exception {
        try (StartedWar war = start("--help")) {
            String help = String.join("\n", war.output());

            assertEquals(0, war.exitCode());
            assertTrue(help.contains("--port N") && help.contains("--message-max-bytes"), help);
        }
    }

    @Test
    void theVersionIsItsOwn() throws Exception {
        try (StartedWar war = start("--version")) {
            assertTrue(war.output().get(0).matches("Parley \\d+\\.\\d+\\.\\d+\\S*"));
            assertEquals(0, war.exitCode());
        }
    }

    private StartedWar start(String option, String... more) throws IOException {
        String[] options = Stream.concat(
                        Stream.of("--home", folder.resolve("home").toString(), option), Stream.of(more))
                .toArray(String[]::new);
        return StartedWar.with(folder, Map.of(), options);
    }

    private void assertRefusal(String reason, String option, String value) throws Exception {
        try (StartedWar war = start(option, value)) {
            assertEquals(1, war.exitCode());
            assertEquals(List.of("Parley cannot start: " + reason), war.errors());
            assertEquals(List.of(), war.output());
        }
    }

    private static int status(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
