package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    static Path empty;

    @Test
    void withoutAnySourceEverySettingHasItsDefault() {
        Settings settings = options();

        assertEquals(8080, settings.port());
        assertEquals(8192, settings.messageMaxBytes());
        assertEquals(64L << 20, settings.windowMaxBytes());
        assertEquals(Duration.ofSeconds(55), settings.pollMaxHold());
        assertEquals(Duration.ofDays(90), settings.logKeep());
        assertEquals(Settings.Synchronous.FULL, settings.storeSynchronous());
        assertTrue(settings.labEcho());
    }

    @Test
    void aTildeIsTheUsersHome() {
        assertEquals(
                Path.of(System.getProperty("user.home"), ".parley"), new Allowed(Path.class, "").read("~/.parley"));
    }

    @Test
    void theLaterSourceWins(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("parley.properties"), "port = 1\nheartbeat=2s\ndrain=3s\n");
        Properties properties = new Properties();
        properties.setProperty("parley.port", "5");

        Settings settings = Settings.load(List.of(
                Source.environment(Map.of("PARLEY_PORT", "4", "PARLEY_DRAIN", "4s", "PARLEY_HOME", home.toString())),
                Source.systemProperties(properties),
                Source.contextParameters(Map.of("parley.port", "6", "somebody.elses", "x")),
                Source.commandLine(List.of("--port", "7"))));

        assertEquals(7, settings.port());
        assertEquals(Duration.ofSeconds(4), settings.drain());
        assertEquals(Duration.ofSeconds(2), settings.heartbeat());
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-max-bytes=4KiB, 4096",
        "--batch-max-bytes=1MiB, 1048576",
        "--batch-max-bytes=1025, 1025",
    })
    void aSizeMayHaveAUnit(String option, int bytes) {
        assertEquals(bytes, options(option).batchMaxBytes());
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "20s, 20000", "3m, 180000"})
    void aDurationHasAUnit(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), options("--heartbeat", text).heartbeat());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=65536              | option --port: \"65536\" is not allowed, but 0..65535 is",
                "--port=                   | option --port: \"\" is not allowed, but 0..65535 is",
                "--port=99999999999        | option --port: \"99999999999\" is not allowed, but 0..65535 is",
                "--heartbeat=20            | option --heartbeat: \"20\" is not allowed, but 100ms..10m is",
                "--lab-echo=yes            | option --lab-echo: \"yes\" is not allowed, but true or false is",
                "--store-synchronous=OFF   | option --store-synchronous: \"OFF\" is not allowed, but FULL or NORMAL is",
                "--home=                   | option --home: \"\" is not allowed, but a path is",
                "--store-max-size=9999999TiB | option --store-max-size: \"9999999TiB\" is not allowed, but 0..16TiB is",
                "--prot=1                  | option --prot: there is no such setting (docs/settings.md lists them)",
                "--port                    | option --port needs a value",
                "port=1                    | \"port\" is not an option; --help lists them",
                "--cert=x                  | cert and key belong together: one of these settings is missing",
            })
    void whatIsWrongIsSaidInOneLine(String option, String message) {
        assertEquals(
                message,
                assertThrows(StartException.class, () -> options(option)).getMessage());
    }

    @Test
    void theLineNamesTheSource(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("parley.properties"), "port = many");
        Properties properties = new Properties();
        properties.setProperty("parley.port", "x");

        assertTrue(refusal(Source.environment(Map.of("PARLEY_LAB_ECHO", "1")))
                .startsWith("environment variable PARLEY_LAB_ECHO: "));
        assertTrue(refusal(Source.systemProperties(properties)).startsWith("system property parley.port: "));
        assertTrue(refusal(Source.contextParameters(Map.of("parley.x", "1")))
                .startsWith("context parameter parley.x: there is no such setting"));
        assertTrue(
                refusal(Source.commandLine(List.of("--home", home.toString()))).startsWith(file + ": port: "));
    }

    @Test
    void whatCannotWorkTogetherIsRefused() {
        assertEquals(
                "message.max.bytes (70000) is larger than command.max.bytes (65536)",
                refusal(Source.commandLine(List.of("--message-max-bytes", "70000"))));
        assertEquals(
                "command.max.bytes (1048576) is larger than partial.messages.max.bytes (65536)",
                refusal(Source.commandLine(
                        List.of("--command-max-bytes", "1MiB", "--partial-messages-max-bytes", "64KiB"))));
        assertEquals(
                "cert and key belong together: one of these settings is missing",
                refusal(Source.commandLine(List.of("--cert", "a.pem"))));
        assertTrue(
                refusal(Source.commandLine(List.of("--lane-max-entries", "31"))).contains("32..65536"));
    }

    @Test
    void theHomeCannotComeFromTheFileInIt(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("parley.properties"), "home = /elsewhere");

        assertTrue(
                refusal(Source.commandLine(List.of("--home", home.toString()))).contains("home cannot be set here"));
    }

    @Test
    void namesOfTheTestsAreNotSettings() {
        Properties properties = new Properties();
        properties.setProperty("parley.tests.skipping", "fail");

        assertEquals(
                8080,
                Settings.load(List.of(atHome(), Source.systemProperties(properties)))
                        .port());
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefusedInOneLine(@ForAll String text, @ForAll("settings") String name) {
        try {
            Settings.load(List.of(atHome(), new Source(Map.of(name, text), Object::toString)));
        } catch (StartException refused) {
            assertEquals(1, refused.getMessage().lines().count());
        }
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(Settings.class.getRecordComponents()).map(SettingsReader::name);
    }

    private static Settings options(String... arguments) {
        return Settings.load(List.of(atHome(), Source.commandLine(Arrays.asList(arguments))));
    }

    private static String refusal(Source source) {
        return assertThrows(StartException.class, () -> Settings.load(List.of(atHome(), source)))
                .getMessage();
    }

    /** Whoever runs the tests may have a file of settings in the real home. */
    private static Source atHome() {
        return Source.environment(Map.of("PARLEY_HOME", empty.toString()));
    }
}
