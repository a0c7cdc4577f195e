package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.container.Front;
import org.parley.testing.Json;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.SharedParley;
import tools.jackson.databind.JsonNode;

/** Transports compared from the browser, all at once: each hears all, and what does not work here says why. */
class SideBySideIT {
    private static final double MINUTES = 120_000;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    static Stream<Look> looks() {
        return Look.ALL.stream();
    }

    private static Page ran(Visitor visitor, URI server) {
        Page page = visitor.page;
        page.navigate(server + "lab/browser");
        page.locator("#seconds").fill("5");
        page.locator("#seconds").press("Tab");
        page.locator(".go .button").click();
        assertThat(page.locator(".findings li").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(MINUTES));
        return page;
    }

    @ParameterizedTest
    @MethodSource("looks")
    @ExtendWith(SharedParley.class)
    @Tag("long")
    void allWaysToTalkSideBySide(Look look, URI parley) {
        Visitor ann =
                CHROMIUM.visitor(parley, look).signUp(Visitor.unique("ann")).open("lab/browser");
        ann.show("side-by-side-before");
        Page page = ran(ann, parley);
        assertThat(page.locator(".results tbody tr")).hasCount(5);
        for (String never : List.of("lost", "repeated", "reordered")) {
            assertEquals(
                    List.of("0", "0", "0", "0", "0"),
                    page.locator(".results td." + never).allInnerTexts(),
                    never);
        }
        List<String> delivered = page.locator(".results td.delivered").allInnerTexts();
        assertEquals(1, delivered.stream().distinct().count(), delivered::toString);
        assertTrue(Integer.parseInt(delivered.get(0)) >= 10, delivered::toString);
        assertThat(page.locator(".live canvas")).isVisible();
        assertThat(page.locator(".lanes-now .error")).hasCount(0);
        assertThat(page.locator(".timeline section")).hasCount(5);
        assertTrue(page.locator(".timeline .asked").count() > 2, "held and short requests");
        ann.show("side-by-side");
        for (String part : List.of("lanes-now", "results-card", "timeline")) {
            page.locator("." + part).evaluate("part => part.scrollIntoView()");
            ann.show("side-by-side-" + part);
        }
    }

    @Test
    @Tag("long")
    @ExtendWith(SharedParley.class)
    void whatWasMeasuredIsKeptAndItsChoiceFoundAgain(URI parley) throws IOException {
        Visitor ann = CHROMIUM.visitor(parley)
                .signUp(Visitor.unique("ann"))
                .open("lab/browser?transports=websocket,polling&rate=60&interval=500");
        Page page = ann.page;
        assertThat(page.locator(".transports input:checked")).hasCount(2);
        page.locator("#seconds").fill("5");
        page.locator("#seconds").press("Tab");
        page.locator(".go .button").click();
        assertThat(page.locator(".exports")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(MINUTES));

        List<String> lines = Visitor.saved(page, 0).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).contains(",up (estimate),down (estimate),"), lines::toString);
        assertTrue(lines.get(1).startsWith("websocket,10,"), lines::toString); // each of two says five, and hears all
        assertTrue(lines.get(2).endsWith(",60,60,500,5"), lines::toString);
        JsonNode all = Json.parse(Visitor.saved(page, 1));
        assertTrue(
                all.path("results").get(1).path("requests").asInt() > 10,
                all::toString); // a poll each 0.5 s for 5 s, 5 posts
        assertEquals(List.of("up", "down", "useful", "connections"), Json.strings(all.path("estimated")));
        assertEquals(10, all.path("samples").size());
        assertTrue(Visitor.picture(page, 2).getWidth() > 600);

        String link = page.locator(".exports a").getAttribute("href");
        assertEquals("?transports=websocket,polling&rate=60&size=60&interval=500&seconds=5", link);
        ann.open("lab/browser" + link);
        assertThat(page.locator("#seconds")).hasValue("5");
        assertThat(page.locator(".transports input:checked")).hasCount(2);
    }

    @Test
    @Tag("long")
    void whatAProxyDoesNotLetThroughSaysSo() {
        Map<String, String> lines = new TreeMap<>(DoctorIT.GOOD);
        lines.put("proxy_set_header Upgrade", "''");
        try (ParleyProcess parley = ParleyProcess.start(folder.resolve("home"));
                Front nginx = Front.nginx(folder.resolve("nginx"), parley.address(), lines)) {
            Person.signUp(parley.address(), "admin").close();
            Visitor bob = CHROMIUM.visitor(nginx.address()).prepareFor(".*").signUp("bob");
            Page page = ran(bob, nginx.address());
            assertThat(page.locator("[data-transport=upgrade] .error")).isVisible();
            assertThat(page.locator("[data-transport=websocket] .error")).isVisible();
            assertThat(page.locator(".results tbody tr")).hasCount(3);
        }
    }

    @Test
    @ExtendWith(SharedParley.class)
    void whoeverIsNotSignedInIsTold(URI parley) {
        Visitor someone =
                CHROMIUM.visitor(parley).prepareFor(Visitor.SIGNED_OUT).open("lab/browser");
        someone.page.locator(".go .button").click();
        assertThat(someone.page.locator(".error")).containsText("Sign in");
    }
}
