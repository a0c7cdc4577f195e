package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.Comparing;
import org.parley.testing.Json;
import org.parley.testing.Person;
import org.parley.testing.SharedParley;
import tools.jackson.databind.JsonNode;

/** Compare as people see it: chosen, under way, done, kept as a file, and found again by its address. */
@ExtendWith(SharedParley.class)
class ComparePageIT {
    private static final double MINUTES = 120_000;
    private static final String CHOICE = "people=8&senders=3&rate=60&size=120&interval=500&seconds=3";
    private static final String TWO = "lab/?transports=upgrade,polling&" + CHOICE;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private URI parley;

    @BeforeEach
    void find(URI parley) {
        this.parley = parley;
    }

    static Stream<Look> looks() {
        return Look.ALL.stream();
    }

    private static void awaitTheEnd(Page page) {
        assertThat(page.locator(".exports")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(MINUTES));
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Tag("long")
    void comparing(Look look) {
        boolean inTurn = look.dark();
        Visitor ann = CHROMIUM.visitor(parley, look)
                .signUp(Visitor.unique("ann"))
                .open("lab/?" + CHOICE + (inTurn ? "&order=in-turn" : ""));
        Page page = ann.page;
        assertThat(page.locator(".lanes-now .note")).hasCount(5);
        ann.show("compare");
        page.locator(".go .button").click();
        assertThat(page.locator(".lanes-now .last")).hasCount(inTurn ? 2 : 5, within());
        assertThat(page.locator("progress")).isVisible();
        ann.show("compare-running");

        awaitTheEnd(page);
        assertThat(page.locator(".results tbody tr")).hasCount(5);
        for (String never : List.of("lost", "repeated", "reordered")) {
            assertEquals(
                    List.of("0", "0", "0", "0", "0"),
                    page.locator(".results td." + never).allInnerTexts());
        }
        for (String cost : page.locator(".results td.cpu").allInnerTexts()) {
            assertEquals(inTurn, !cost.equals("–"), cost);
        }
        assertThat(page.locator(".results-card .hint")).hasCount(inTurn ? 0 : 1);
        assertThat(page.locator(".charts canvas")).hasCount(4);
        assertThat(page.locator(".timeline section")).hasCount(5);
        assertTrue(page.locator(".timeline .asked").count() > 4, "held and short requests");
        page.locator(".results-card").scrollIntoViewIfNeeded();
        ann.show("compare-results");
        for (String part : List.of("lanes-now", "findings", "charts", "timeline")) {
            page.locator("." + part).evaluate("part => part.scrollIntoView()");
            ann.show("compare-" + part);
        }
    }

    private static LocatorAssertions.HasCountOptions within() {
        return new LocatorAssertions.HasCountOptions().setTimeout(MINUTES);
    }

    @Test
    @Tag("long")
    void whatWasComparedIsKeptAndFoundAgain() throws IOException {
        Visitor ann = CHROMIUM.visitor(parley)
                .prepareFor(".*status of 404.*")
                .signUp(Visitor.unique("ann"))
                .open(TWO);
        Page page = ann.page;
        assertThat(page.locator(".transports input:checked")).hasCount(2);
        assertThat(page.locator("#people")).hasValue("8");
        page.locator("#people").fill("9");
        page.locator("#people").press("Tab");
        assertThat(page).hasURL(Pattern.compile(".*people=9.*"));
        page.locator(".go .button").click();
        awaitTheEnd(page);

        List<String> lines = Visitor.saved(page, 0).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(
                lines.get(1).startsWith("upgrade,81,"), lines::toString); // 3 senders, 3 s, a message a second; 9 hear
        assertTrue(lines.get(2).endsWith(",9,3,60,120,500,3,together"), lines::toString);
        JsonNode all = Json.parse(Visitor.saved(page, 1));
        assertEquals(2, all.path("results").size());
        assertEquals(9, all.path("choice").path("people").asInt());
        page.setViewportSize(390, 800); // the charts are narrower than what is written about them
        hasFreeMargins(Visitor.picture(page, 2));

        String link = page.locator(".exports a").getAttribute("href");
        String choice = "?transports=upgrade,polling&people=9&senders=3&rate=60&size=120&interval=500&seconds=3";
        assertEquals(choice + "&order=together", link.replaceFirst("&id=[0-9a-f-]{36}$", ""));
        try (Person bob = Person.signUp(parley, Visitor.unique("bob"))) {
            Comparing.carryOut(bob, "transports=sse&people=2&senders=1&seconds=2");
        }
        ann.open("lab/" + link);
        assertThat(page.locator(".results tbody tr")).hasCount(2);
        assertThat(page.locator("#people")).hasValue("9");
        ann.open("lab/" + link + "-gone");
        assertThat(page.locator("[role=alert]")).containsText("not kept any more");
        assertThat(page.locator("#people")).hasValue("9");
        assertThat(page.locator(".results tbody tr")).hasCount(1); // what the server compared last
    }

    /** Nothing is cut: a stripe at each side is of one colour. */
    private static void hasFreeMargins(BufferedImage picture) {
        int ground = picture.getRGB(0, 0);
        for (int x : List.of(0, 8, picture.getWidth() - 8, picture.getWidth() - 1)) {
            for (int y = 0; y < picture.getHeight(); y++) {
                assertEquals(ground, picture.getRGB(x, y), x + "," + y + " of " + picture.getWidth());
            }
        }
    }

    @Test
    void othersSeeItAndWhoeverBeganItStopsIt() {
        Visitor ann = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann"));
        Visitor bob = CHROMIUM.visitor(parley).signUp(Visitor.unique("bob"));
        ann.open("lab/?transports=sse&seconds=60").page.locator(".go .button").click();
        assertThat(ann.page.locator("progress")).isVisible();
        bob.open("lab/");
        assertThat(bob.page.locator("progress")).isVisible();
        assertThat(bob.page.locator(".go .button")).isDisabled();
        ann.page.locator(".go .button").click();
        assertThat(ann.page.locator(".state")).hasText("Stopped.");
        assertThat(bob.page.locator(".state")).hasText("Stopped.");
    }

    @Test
    void whatIsUsualForThePageIsSoForTheServer() {
        Page page = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann")).open("lab/").page;
        assertThat(page.locator("#rate")).hasValue("12");
        JsonNode begun = Json.parse((String) page.evaluate("async () => {"
                + " const told = await (await fetch('compare/run', { method: 'POST' })).text();"
                + " await fetch('compare/run', { method: 'DELETE' }); return told; }"));
        page.locator(".choice").dispatchEvent("change"); // its address then tells what it would ask for
        String usual = (String)
                page.evaluate("() => JSON.stringify(Object.fromEntries(new URLSearchParams(location.search)))");
        JsonNode shown = Json.parse(usual);
        for (String name : List.of("people", "senders", "rate", "size", "interval", "seconds", "order")) {
            assertEquals(
                    shown.path(name).asString(), begun.path("choice").path(name).asString(), name);
        }
    }

    @Test
    void whoeverIsNotSignedInIsTold() {
        Visitor someone =
                CHROMIUM.visitor(parley).prepareFor(Visitor.SIGNED_OUT).open("lab/");
        assertThat(someone.page.locator(".error")).containsText("Sign in");
        someone.show("compare-signed-out").page.locator(".lab-links a").nth(2).click();
        assertThat(someone.page.locator("parley-handshake h1")).isVisible();
        someone.page.locator(".lab-links a").first().click();
        assertThat(someone.page.locator("parley-compare h1")).isVisible();
    }
}
