package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.container.Front;
import org.parley.testing.ParleyProcess;

/** The Doctor behind HAProxy, nginx and Apache that break one thing each: it has its name. */
@Tag("long")
class DoctorFrontsIT {
    private static final String HAPROXY = """
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server %s
              timeout tunnel %s
              option http-buffer-request
            frontend in
              bind 127.0.0.1:PORT
              %s
              default_backend parley
            backend parley
              server one %s
            """;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private static Path home;

    private static ParleyProcess parley;

    @TempDir
    private Path folder;

    /** It believes what a proxy on loopback says of TLS. */
    @BeforeAll
    static void start() {
        parley = ParleyProcess.start(
                home,
                "--proxies-trusted",
                "127.0.0.1",
                "--sign-ins-per-address",
                "100000",
                "--sign-ins-per-account",
                "1000");
        CHROMIUM.visitor(parley.address()).signUp("admin").leave();
    }

    @AfterAll
    static void stop() {
        if (parley != null) {
            parley.close();
        }
    }

    static List<String> examined(Visitor visitor, URI front) {
        visitor.page.navigate(front + "lab/doctor?silence=4");
        return DoctorIT.faults(visitor);
    }

    /** Signed in past the front, which may not let him; the cookie is good for all ports. */
    private static Visitor somebody() {
        return CHROMIUM.visitor(parley.address()).prepareFor(".*").signUp(Visitor.unique("bob"));
    }

    static Stream<Arguments> haproxies() {
        return Stream.of(
                Arguments.of("60s", "60s", "http-request set-header Via 1.1\\ edge", List.of()),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request del-header Upgrade",
                        List.of("transport upgrade: without-upgrade", "transport websocket: without-upgrade")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-response del-header Sec-WebSocket-Extensions",
                        List.of("transport upgrade: compression-lost", "transport websocket: compression-lost")),
                Arguments.of("60s", "3s", "", List.of("silence upgrade: cut-silent", "silence websocket: cut-silent")),
                Arguments.of("3s", "60s", "", List.of("silence http: cut-silent")),
                Arguments.of("60s", "60s", "http-request set-header Host elsewhere", List.of("request: host-changed")),
                Arguments.of("60s", "60s", "http-request del-header X-Parley-Check", List.of("request: headers-taken")),
                Arguments.of("60s", "60s", "http-request del-header Cookie", List.of("request: cookies-taken")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request set-header Origin http://other.example",
                        List.of("request: foreign-origin")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request set-header Sec-WebSocket-Version 8",
                        List.of("transport upgrade: handshake-changed", "transport websocket: handshake-changed")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request deny deny_status 413 if { req.hdr(content-length) -m int gt 20000 }",
                        List.of("large http: too-large")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-response deny if { res.hdr(content-length) -m int gt 200000 }",
                        List.of("answer http: large-lost")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request deny deny_status 403 if { path /transport/sse }",
                        List.of("transport sse: never-arrived")),
                Arguments.of(
                        "60s",
                        "60s",
                        "http-request deny deny_status 405 if METH_POST { path_beg /api/commands }",
                        List.of(
                                "transport sse: posts-refused",
                                "transport long-polling: posts-refused",
                                "transport polling: posts-refused")));
    }

    @ParameterizedTest
    @MethodSource("haproxies")
    void whatHaproxyBreaksHasItsName(String server, String tunnel, String rule, List<String> names) {
        String inner = "127.0.0.1:" + parley.address().getPort();
        String configuration = HAPROXY.formatted(server, tunnel, rule, inner);
        try (Front front = Front.haproxy(folder.resolve("haproxy"), configuration)) {
            Visitor bob = somebody();
            List<String> found = examined(bob, front.address());
            assertTrue(found.containsAll(names), found::toString);
            assertTrue(found.size() == names.size() || names.toString().startsWith("[request"), found::toString);
            if (names.isEmpty()) {
                assertThat(bob.page.locator("[data-check=between]")).containsText("Via: 1.1 edge");
            }
        }
    }

    @Test
    void aSignInPageOfTheNetworkIsForeign() {
        String rule =
                "http-request return status 200 content-type text/html string hello if { path_beg /lab/doctor/seen }";
        String inner = "127.0.0.1:" + parley.address().getPort();
        try (Front front = Front.haproxy(folder.resolve("haproxy"), HAPROXY.formatted("60s", "60s", rule, inner))) {
            Visitor bob = somebody();
            assertEquals(List.of("request: foreign"), examined(bob, front.address()));
            assertThat(bob.page.locator("[data-check=tls]")).hasClass("follows");
        }
    }

    /**
     * What the page says against what an Apache breaks that was set up without care is written into it as it stands
     * there.
     */
    @Test
    void whatApacheBreaksIsMendedByWhatThePageSays() {
        List<String> modules = List.of("proxy", "proxy_http", "headers", "env");
        String impatient = "Timeout 2\n";
        String careless = "ProxyPreserveHost On\nProxyPass \"/\" \"" + parley.address() + "\"\n";
        Visitor bob = somebody();
        try (Front front = Front.apache(folder.resolve("careless"), modules, impatient + careless)) {
            Set<String> faults = examined(bob, front.address()).stream()
                    .map(line -> line.replaceFirst(".*: ", ""))
                    .collect(Collectors.toSet());
            assertTrue(faults.containsAll(List.of("without-upgrade", "cut-silent")), faults::toString);
            String mended = Stream.concat(faults.stream(), Stream.of("host-changed", "scheme-claimed"))
                    .map(fault -> (String) bob.page.evaluate(
                            "async (fault) => new Map((await import(new URL('../app/lab/doctor/remedies.js', location))).remedies(fault)).get('Apache')",
                            fault))
                    .filter(Objects::nonNull) // some faults are but what comes of others
                    .distinct()
                    .collect(Collectors.joining("\n"))
                    .replace("http://parley:8080/", parley.address().toString());
            try (Front careful = Front.apache(folder.resolve("careful"), modules, impatient + mended)) {
                assertEquals(List.of(), examined(bob, careful.address()), mended);
            }
        }
    }

    @Test
    void aProxyThatTakesTheOfferOfCompressionAwayIsToBeKnown() {
        String inner = "127.0.0.1:" + parley.address().getPort();
        String rule = "http-request del-header Sec-WebSocket-Extensions";
        try (Front front = Front.haproxy(folder.resolve("haproxy"), HAPROXY.formatted("60s", "60s", rule, inner))) {
            Visitor bob = somebody();
            assertEquals(List.of(), examined(bob, front.address()));
            assertEquals("compression-unasked", fault(bob, "transport upgrade"));
        }
    }

    /** Host is changed, so Parley takes the page for a foreign one; that is said once. */
    @Test
    void whatComesOfOneFaultFollowsFromIt() {
        String inner = "127.0.0.1:" + parley.address().getPort();
        String rule = "http-request set-header Host elsewhere";
        try (Front front = Front.haproxy(folder.resolve("haproxy"), HAPROXY.formatted("60s", "60s", rule, inner))) {
            Visitor bob = somebody();
            assertEquals(List.of("request: host-changed"), examined(bob, front.address()));
            Locator following = bob.page.locator(".findings-list > .follows");
            long checks = following.all().stream()
                    .flatMap(line -> Stream.of(line.getAttribute("data-check").split(", ")))
                    .count();
            assertTrue(checks > 5, () -> following.allInnerTexts().toString());
            assertThat(following.first()).containsText("It comes of the fault above, at “An ordinary request”.");
            bob.show("doctor-follows");
            bob.page.locator(".exports .send").click();
            Locator unsent = bob.page.locator(".unsent");
            assertThat(unsent).containsText("Not sent: a proxy changes the header Host");
            assertThat(unsent.locator("pre:visible")).hasCount(4);
            assertThat(unsent.locator("pre").first()).hasText("proxy_set_header Host $http_host;");
            assertThat(unsent.locator("dl")).containsText("ProxyPreserveHost On");
            assertThat(bob.page.locator(".exports button").first()).isEnabled();
            bob.show("doctor-unsent");
        }
    }

    static Stream<Arguments> nginxes() {
        return Stream.of(
                Arguments.of(
                        Map.of("sub_filter", "'00000000000fff' '00000000000FFF'", "sub_filter_types", "text/plain"),
                        "answer http",
                        "answer-changed"),
                Arguments.of(Map.of("proxy_http_version", "1.0"), "between", "old-http"),
                Arguments.of(Map.of("proxy_set_header Accept", "text/html"), "between", "headers-changed"));
    }

    @ParameterizedTest
    @MethodSource("nginxes")
    void whatNginxChangesHasItsName(Map<String, String> fault, String check, String name) {
        Map<String, String> lines = new TreeMap<>(DoctorIT.GOOD);
        lines.putAll(fault);
        try (Front front = Front.nginx(folder.resolve("nginx"), parley.address(), lines)) {
            Visitor bob = somebody();
            examined(bob, front.address());
            assertEquals(name, fault(bob, check));
        }
    }

    /** The shortest configuration there is: it changes Host, and hands on no Upgrade. */
    @Test
    void anNginxThatWasToldNothing() {
        try (Front front = Front.nginx(folder.resolve("nginx"), parley.address(), Map.of())) {
            List<String> found = examined(somebody(), front.address());
            List<String> names = List.of(
                    "request: host-changed",
                    "transport upgrade: without-upgrade",
                    "transport websocket: without-upgrade");
            assertEquals(names, found);
        }
    }

    private static String fault(Visitor visitor, String check) {
        return visitor.page.locator("[data-check='" + check + "']").getAttribute("data-fault");
    }
}
