package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.parley.testing.Person;

/**
 * Somebody at the page: what he does there, and what he sees. Whatever the browser complains of is held against the
 * page.
 */
final class Visitor {
    static final String PASSWORD = Person.PASSWORD;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String TELL_OF_CSP =
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`));";
    /** What the browser says of a request without a session, or with a wrong password. */
    static final String SIGNED_OUT = "Failed to load resource.*status of 401.*";

    /** A page that is left, or loaded anew, while it connects. */
    private static final Pattern LEFT_EARLY = Pattern.compile(
            "WebSocket connection to .* failed: WebSocket is closed before the connection is established.");

    private final BrowserContext context;
    private final URI parley;
    private final String start;
    private final Look look;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> prepared = new ArrayList<>(List.of(LEFT_EARLY));
    final Page page;

    Visitor(BrowserContext context, URI parley, Look look) {
        this.context = context;
        this.parley = parley;
        this.start = parley.toString();
        this.look = look;
        context.addInitScript(TELL_OF_CSP);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add(error.error()));
        page = context.newPage();
    }

    private Visitor(Visitor opener) {
        this.context = opener.context;
        this.parley = opener.parley;
        this.start = opener.page.url();
        this.look = opener.look;
        page = context.newPage();
    }

    /**
     * The same person in another tab of the same browser, at the same place. What the browser complains of is held
     * against the first.
     */
    Visitor anotherTab() {
        return new Visitor(this);
    }

    /** Before a page runs: what the browser can't do. */
    Visitor without(String global) {
        context.addInitScript("delete globalThis." + global);
        return this;
    }

    /** Cuts the network of all tabs, or restores it. */
    void offline(boolean offline) {
        context.setOffline(offline);
    }

    private void heard(ConsoleMessage message) {
        boolean complaint = message.type().equals("error") || message.type().equals("warning");
        if (complaint
                && prepared.stream()
                        .noneMatch(what -> what.matcher(message.text()).matches())) {
            complaints.add(message.text());
        }
    }

    /** What the browser will say about this is the test's own doing. */
    Visitor prepareFor(String complaint) {
        prepared.add(Pattern.compile(complaint, Pattern.DOTALL));
        return this;
    }

    Visitor open() {
        page.navigate(start);
        return this;
    }

    Visitor open(String path) {
        page.navigate(parley.resolve(path).toString());
        return this;
    }

    /** One that begins so and is nobody else's. */
    static String unique(String name) {
        return name + '-' + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
    }

    /** Makes an account of this name, which nobody else has, and a room that is called the same. */
    Visitor arrive(String name) {
        return signUp(name).createRoom(name);
    }

    /** At the form where one is not known yet: makes an account, or signs in where it exists. */
    Visitor signUp(String name) {
        open();
        assertThat(page.locator("#name")).isVisible();
        if (page.locator("[autocomplete=new-password]").count() == 0) {
            page.locator(".other .link").click();
        }
        return fillIn(name, PASSWORD).isIn();
    }

    Visitor signIn(String name) {
        return open().fillIn(name, PASSWORD).isIn();
    }

    Visitor fillIn(String name, String password) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("form .button").click();
        return this;
    }

    private Visitor isIn() {
        assertThat(page.locator("parley-chat")).isVisible();
        return this;
    }

    Visitor enter(String room) {
        page.locator(".rooms a").filter(named(room)).click();
        assertThat(page.locator(".room-head h1")).hasText(room);
        return this;
    }

    Visitor createRoom(String name) {
        page.locator(".side-title button").click();
        page.locator("#room-name").fill(name);
        page.locator("#room-name").press("Enter");
        assertThat(page.locator(".room-head h1")).hasText(name);
        return this;
    }

    Visitor say(String text) {
        page.locator("textarea").fill(text);
        page.locator("textarea").press("Enter");
        return this;
    }

    /** One message with exactly this text, confirmed. */
    Visitor sees(String text) {
        assertThat(texts(".message:not(.pending, .failed)", text)).hasCount(1);
        assertThat(messages(text)).hasCount(1);
        return this;
    }

    Locator messages(String text) {
        return texts(".message", text);
    }

    private Locator texts(String row, String text) {
        Locator exactly = page.getByText(text, new Page.GetByTextOptions().setExact(true));
        return page.locator(row + " .text").and(exactly);
    }

    /** Takes a transport in the badge's menu, by its name in English. */
    Visitor choose(String transport) {
        badge().click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^" + transport)))
                .check();
        page.keyboard().press("Escape");
        return this;
    }

    Visitor uses(String transport) {
        assertThat(badge()).containsText(transport);
        return this;
    }

    Locator badge() {
        return page.locator(
                (look.narrow() && page.locator(".room-head").count() > 0 ? ".room-head" : ".account") + " .line");
    }

    /** Asks to; with something unsent there follows a question. */
    Visitor signOut() {
        if (page.locator(".back").isVisible()) {
            page.locator(".back").click();
        }
        page.locator(".who").click();
        page.locator("#account-panel .item").last().click();
        return this;
    }

    /** Keeps a picture of this state, and holds it to what axe knows about pages for everybody. */
    Visitor show(String state) {
        String name = state + "-" + look;
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true); // without frames it needs no page of its own
        List<String> violations =
                axe.analyze().getViolations().stream().map(Visitor::line).toList();
        assertEquals(List.of(), violations, name);
        return this;
    }

    private static String line(Rule rule) {
        return rule.getId() + ": "
                + rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList();
    }

    Look look() {
        return look;
    }

    /** Ends this visitor's session behind the page's back. */
    void loseSession() {
        context.request().delete(parley.resolve("api/session").toString());
    }

    /** Closes the browser; fails when the page complained. */
    void leave() {
        context.close();
        assertEquals(List.of(), complaints, "the browser complained");
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** What a button of those that keep a comparison hands over: 0 is CSV, 1 JSON. */
    static String saved(Page page, int button) throws IOException {
        return Files.readString(download(page, button));
    }

    /** The same where it is a picture: button 2. */
    static BufferedImage picture(Page page, int button) throws IOException {
        return ImageIO.read(download(page, button).toFile());
    }

    private static Path download(Page page, int button) {
        Download download = page.waitForDownload(
                () -> page.locator(".exports button").nth(button).click());
        return download.path();
    }
}
