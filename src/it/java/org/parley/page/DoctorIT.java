package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.parley.testing.SharedParley;

/** The Doctor: all is good on a straight way, and each fault of an nginx that breaks one thing has its name. */
@ExtendWith(SharedParley.class)
class DoctorIT {
    private static final double PATIENCE = 60_000;
    private static final int CHECKS_GOOD = 14;

    /** How an nginx is set up that breaks nothing; each fault changes one of these. */
    static final Map<String, String> GOOD = new TreeMap<>(Map.of(
            "proxy_http_version", "1.1",
            "proxy_set_header Host", "$http_host",
            "proxy_set_header Upgrade", "$http_upgrade",
            "proxy_set_header Connection", "upgrade",
            "proxy_buffering", "off",
            "proxy_ignore_headers", "X-Accel-Buffering",
            "proxy_read_timeout", "90s",
            "client_max_body_size", "1m"));

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    private URI parley;

    @BeforeEach
    void find(URI parley) {
        this.parley = parley;
    }

    static Stream<Look> looks() {
        return Look.ALL.stream();
    }

    private static Locator examined(Visitor visitor) {
        visitor.page.locator(".go .button").click();
        assertThat(visitor.page.locator(".exports .send"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        return visitor.page.locator(".findings-list > .bad");
    }

    /** What is wrong, each as its check and the fault's name. */
    static List<String> faults(Visitor visitor) {
        return examined(visitor).all().stream()
                .flatMap(line -> Stream.of(line.getAttribute("data-check").split(", "))
                        .map(check -> check + ": " + line.getAttribute("data-fault")))
                .toList();
    }

    @Test
    void onAStraightWayAllIsGood() {
        Visitor ann = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann")).open("lab/doctor?silence=1");
        assertEquals(List.of(), faults(ann));
        assertThat(ann.page.locator(".findings-list > .good")).hasCount(CHECKS_GOOD);
        assertThat(ann.page.locator(".findings-list > .note")).containsText("came without TLS");
        assertThat(ann.page.locator("[data-check='transport sse']"))
                .containsText("What the server said later came too");
        ann.show("doctor");
    }

    @Test
    void longerSilencesAreThereForWhoeverHasTheTime() {
        Visitor ann = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann")).open("lab/doctor");
        Locator silences = ann.page.locator(".silences input");
        assertThat(silences).hasCount(3);
        assertThat(ann.page.locator(".silences input:checked")).hasCount(1);
        silences.first().uncheck();
        assertEquals(List.of(), faults(ann), "without any silence nobody waits");
        assertThat(ann.page.locator("[data-check^=silence]")).hasCount(0);
    }

    @Test
    void whoeverIsNotSignedInIsTold() {
        Visitor someone =
                CHROMIUM.visitor(parley).prepareFor(Visitor.SIGNED_OUT).open("lab/doctor?silence=1");
        assertTrue(faults(someone).contains("request: not-signed-in"));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        Map.of("proxy_set_header Upgrade", "''", "proxy_set_header Connection", "''"),
                        List.of("transport upgrade: without-upgrade", "transport websocket: without-upgrade")),
                Arguments.of(
                        Map.of("proxy_buffering", "on; gzip on; gzip_proxied any; gzip_types text/event-stream"),
                        List.of("transport sse: buffered")),
                Arguments.of(
                        Map.of("proxy_read_timeout", "3s"),
                        List.of(
                                "silence upgrade: cut-silent",
                                "silence websocket: cut-silent",
                                "silence http: cut-silent")),
                Arguments.of(Map.of("proxy_set_header Host", "parley"), List.of("request: host-changed")),
                Arguments.of(Map.of("client_max_body_size", "1k"), List.of("large http: too-large")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    @Tag("long")
    void whatAProxyBreaksHasItsName(Map<String, String> fault, List<String> names) {
        Map<String, String> lines = new TreeMap<>(GOOD);
        lines.putAll(fault);
        try (Front nginx = Front.nginx(folder.resolve("nginx"), parley, lines)) {
            Visitor bob = CHROMIUM.visitor(parley).prepareFor(".*").signUp(Visitor.unique("bob"));
            bob.page.navigate(
                    URI.create(nginx.address() + "lab/doctor?silence=4").toString());
            List<String> found = faults(bob);
            assertEquals(names, found); // and nothing that comes of it
            bob.show("doctor-" + names.get(0).replaceAll("\\W+", "-"));
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Tag("long")
    void aFaultAndWhatToChange(Look look) {
        Map<String, String> lines = new TreeMap<>(GOOD);
        lines.put("proxy_set_header Upgrade", "''");
        try (Front nginx = Front.nginx(folder.resolve("nginx"), parley, lines)) {
            Visitor bob = CHROMIUM.visitor(parley, look).prepareFor(".*").signUp(Visitor.unique("bob"));
            bob.page.navigate(
                    URI.create(nginx.address() + "lab/doctor?silence=1").toString());
            Locator bad = examined(bob);
            bad.first().locator("summary").click();
            assertThat(bad.first().locator("pre").first()).containsText("proxy_set_header Upgrade $http_upgrade;");
            bob.show("doctor-fault");
        }
    }
}
