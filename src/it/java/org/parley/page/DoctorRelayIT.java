package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.container.Front;
import org.parley.page.MeddlingRelay.Break;
import org.parley.testing.SharedParley;

/** The Doctor behind what no proxy's settings break so: bytes that are lost from somewhere on, and rarer things. */
@ExtendWith(SharedParley.class)
class DoctorRelayIT {
    private static final String HAPROXY = """
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server %1$s
              timeout tunnel %1$s
            frontend in
              bind 127.0.0.1:PORT
              %2$s
              default_backend parley
            backend parley
              server one 127.0.0.1:%3$d
            """;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    private URI parley;

    @BeforeEach
    void find(URI parley) {
        this.parley = parley;
    }

    private Visitor somebody() {
        return CHROMIUM.visitor(parley).prepareFor(".*").signUp(Visitor.unique("bob"));
    }

    private static List<String> examined(Visitor visitor, URI front, int silence) {
        visitor.page.navigate(front + "lab/doctor?silence=" + silence);
        return DoctorIT.faults(visitor);
    }

    private Front haproxy(String patience, String rule) {
        return Front.haproxy(folder.resolve("haproxy"), HAPROXY.formatted(patience, rule, parley.getPort()));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        Break.silentAfterServerSaid("(?=HTTP/1\\.1 101 )"),
                        List.of("transport upgrade: answer-lost", "transport websocket: answer-lost")),
                Arguments.of(
                        Break.cutAfterServerSaid("(?=HTTP/1\\.1 101 )"),
                        List.of("transport upgrade: answer-lost", "transport websocket: answer-lost")),
                Arguments.of(
                        Break.silentAfterServerSaid("HTTP/1\\.1 101 .*?\r\n\r\n"),
                        List.of("transport upgrade: open-silent", "transport websocket: open-silent")),
                Arguments.of(
                        Break.silentAfterBrowserSaid("Upgrade: websocket.*?\r\n\r\n"),
                        List.of("transport upgrade: one-way", "transport websocket: one-way")),
                Arguments.of(
                        Break.silentAfterServerSaid("text/event-stream.*?\"hello\".*?\n\n"),
                        List.of("transport sse: held-back")),
                Arguments.of(Break.cutAfterServerSaid("0000000000fff\n"), List.of("answer http: answer-cut")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    @Tag("long")
    void whatIsLostFromSomewhereOnHasItsName(Break broken, List<String> names) throws IOException {
        try (MeddlingRelay relay = new MeddlingRelay(parley, broken)) {
            Visitor bob = somebody();
            assertEquals(names, examined(bob, relay.address(), 1));
            Locator bad = bob.page.locator(".findings-list > .bad");
            assertThat(bad).hasCount(1); // both sockets together
            if (names.size() == 2) {
                assertThat(bad).containsText("Upgrade and WebSocket: opens, and carries both ways");
                bob.show("doctor-both-" + names.get(0).replaceFirst(".*: ", ""));
            }
        }
    }

    /** A proxy that rewrites addresses: what arrives is no longer what the page asked for. */
    @Test
    @Tag("long")
    void whatParleyItselfRefuses() {
        try (Front front = haproxy("60s", "http-request replace-uri ^(/transport/.*after=)[^&]*(.*) \\1-1\\2")) {
            Visitor bob = somebody();
            List<String> names = Stream.of("upgrade", "websocket", "sse", "long-polling", "polling")
                    .map(name -> "transport " + name + ": server-refused")
                    .toList();
            assertEquals(names, examined(bob, front.address(), 1));
            assertThat(bob.page.locator("[data-check='transport upgrade']")).containsText("Parley itself refused it");
        }
    }

    /** Longer than Parley is ever silent: nothing is wrong for it. */
    @Test
    @Tag("long")
    void whatIsCutAfterLongSilenceIsToBeKnown() {
        try (Front front = haproxy("31s", "")) {
            Visitor bob = somebody();
            assertEquals(List.of(), examined(bob, front.address(), 33));
            for (String of : List.of("upgrade", "websocket", "http")) {
                assertThat(bob.page.locator("[data-check='silence " + of + "'][data-fault=cut-long]"))
                        .containsText(Pattern.compile("cut it after 3[12] s of silence"));
            }
        }
    }

    @Test
    void aClockThatGoesWrong() {
        Visitor bob = somebody();
        bob.page.addInitScript("const right = Date.now; Date.now = () => right() + 90_000");
        assertEquals(List.of("request: clock"), examined(bob, parley, 1));
        assertThat(bob.page.locator("[data-check=request]")).containsText("differ by -90 s");
    }
}
