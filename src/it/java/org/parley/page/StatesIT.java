package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.ParleyProcess;
import org.parley.testing.SharedParley;

/** Every state that the page was designed for: kept as a picture, and usable by everybody. */
@ExtendWith(SharedParley.class)
class StatesIT {
    private static final String REFUSED = "Failed to load resource.*status of (400|401|403|409|429).*";
    private static final String NOT_FOUND = ".*(status of|response code:) 404.*";
    private static final Pattern CODE = Pattern.compile("set-up code\\S* (\\S+)");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    private Optional<ParleyProcess> own = Optional.empty();

    /** One where nobody has been yet. */
    private URI empty() {
        own = Optional.of(ParleyProcess.start(home));
        return own.get().address();
    }

    @AfterEach
    void end() {
        own.ifPresent(ParleyProcess::close);
    }

    static Stream<Look> looks() {
        return Look.DAILY.stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void signingAndChatting(Look look) {
        URI parley = empty();
        chatting(signing(look, parley), CHROMIUM.visitor(parley, look));
    }

    private static Visitor signing(Look look, URI parley) {
        Visitor someone = CHROMIUM.visitor(parley, look).prepareFor(REFUSED);
        someone.open();
        assertThat(someone.page.locator("#password")).isVisible();
        someone.show("empty-installation").fillIn("two words", "short");
        assertThat(someone.page.locator("#name-error")).not().isEmpty();
        assertThat(someone.page.locator("#password-error")).not().isEmpty();
        someone.show("sign-up-refused");
        Visitor ann = CHROMIUM.visitor(parley).signUp("ann");
        someone.open().show("sign-in").fillIn("ann", "wrong password");
        assertThat(someone.page.locator("#password-error")).not().isEmpty();
        someone.show("wrong-password").page.locator(".other .link").click();
        someone.fillIn("Ann", Visitor.PASSWORD);
        assertThat(someone.page.locator("#name-error")).not().isEmpty();
        someone.show("name-taken");
        return ann;
    }

    private static void chatting(Visitor ann, Visitor bob) {
        ann.createRoom("研发");
        bob.signUp("bob");
        if (bob.look().narrow()) {
            bob.enter("general");
        }
        assertThat(bob.page.locator(".beginning.empty")).isVisible();
        bob.show("empty-room");
        ann.enter("general")
                .say("Good morning! 早上好")
                .say("The notes: https://example.org/notes")
                .say("@bob look?");
        bob.sees("@bob look?").say("On it.").sees("On it.").show("room");
        menus(bob);
        writing(bob);
        rooms(bob);
    }

    private static void menus(Visitor bob) {
        bob.badge().click();
        assertThat(bob.page.locator(".choices")).isVisible();
        bob.show("transports").page.keyboard().press("Escape");
        if (bob.look().narrow()) {
            bob.page.locator(".people").click();
            assertThat(bob.page.locator(".members li")).hasCount(2);
            bob.show("members").page.locator(".members header button").click();
            bob.page.locator(".back").click();
            bob.show("rooms");
        }
        bob.page.locator(".who").click();
        bob.show("account").page.keyboard().press("Escape");
    }

    private static void writing(Visitor bob) {
        bob.enter("general").page.locator("textarea").fill("汉".repeat(2500));
        assertThat(bob.page.locator(".composer-note")).containsText("8,192");
        bob.show("text-near-limit").page.locator("textarea").fill("汉".repeat(2800));
        assertThat(bob.page.locator(".composer .error")).isVisible();
        assertThat(bob.page.locator(".send")).isDisabled();
        bob.show("text-too-long").page.locator("textarea").fill("");
    }

    private static void rooms(Visitor bob) {
        if (bob.look().narrow()) {
            bob.page.locator(".back").click();
        }
        bob.page.locator(".side-title button").click();
        assertThat(bob.page.locator(".public li")).hasCount(2);
        bob.show("browse").page.locator("#room-name").fill("GENERAL");
        bob.page.locator("#room-name").press("Enter");
        assertThat(bob.page.locator("#room-name-error")).not().isEmpty();
        bob.show("room-name-taken").page.keyboard().press("Escape");
        bob.enter("general");
        Locator members = bob.page.locator(".members");
        if (members.count() == 0) {
            bob.page.locator(".people").click();
        }
        bob.page.locator(".leave").click();
        assertThat(bob.page.locator(".rooms a")).hasCount(0);
        bob.show("no-rooms");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void handshake(Look look, URI parley) {
        Visitor someone = CHROMIUM.visitor(parley, look).open("lab/handshake");
        Page page = someone.page;
        someone.show("handshake");
        for (String endpoint : new String[] {"upgrade", "websocket"}) {
            page.locator(".endpoints label", new Page.LocatorOptions().setHasText(endpoint))
                    .click();
            page.locator(".card > .button").click();
            assertThat(page.locator(".log .out code").last()).hasText("hello村长");
            assertThat(page.locator(".log .in code").last()).hasText("hello村长aaaa");
            page.locator("#say").fill("😀 " + endpoint);
            page.locator("#say").press("Enter");
            assertThat(page.locator(".log .in code").last()).hasText("😀 " + endpoint + "aaaa");
            boolean handMade = endpoint.equals("upgrade");
            assertThat(page.locator(".steps .note.good")).hasCount(handMade ? 2 : 0);
            assertThat(page.locator(".frames .frame")).hasCount(handMade ? 4 : 0);
            if (handMade) {
                someone.show("handshake-steps");
                showsAFrame(someone, page.locator(".frames .frame").first(), "hello村长");
            }
            page.locator(".card > .button").click();
            assertThat(page.locator(".log .closed").last()).containsText("1000");
        }
        someone.show("handshake-done");
    }

    private static void showsAFrame(Visitor someone, Locator frame, String text) {
        assertThat(frame.locator("summary code")).hasText(text);
        frame.locator("summary").click();
        String payload = HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                payload,
                String.join(" ", frame.locator(".mask tr").last().locator("td").allInnerTexts()));
        frame.scrollIntoViewIfNeeded();
        someone.show("handshake-frame");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void mistakes(Look look, URI parley) {
        Visitor someone = CHROMIUM.visitor(parley, look).open("lab/handshake");
        Page page = someone.page;
        page.locator(".attempts .button").click();
        assertThat(page.locator(".talk .frame").last().locator("summary code")).containsText("1002");
        page.locator(".attempts").scrollIntoViewIfNeeded();
        someone.show("handshake-mistake");
        page.locator("#attempt").selectOption("wrong-version");
        page.locator(".attempts .button").click();
        assertThat(page.locator(".talk pre").nth(1)).containsText("426");
    }

    /** The browser hides why it could not open the socket; the server, asked to open it itself, is told 501. */
    @ParameterizedTest
    @MethodSource("looks")
    void noConnectionIsHandedOver(Look look) {
        own = Optional.of(ParleyProcess.start(home, "--lab-echo", "false"));
        Visitor someone = CHROMIUM.visitor(own.get().address(), look)
                .prepareFor(NOT_FOUND)
                .open("lab/handshake");
        Page page = someone.page;
        page.locator(".card > .button").click();
        assertThat(page.locator(".log .off")).isVisible();
        String said = Stream.of("GET", "HTTP/1.1 501", "{\"code\":\"no-upgrade\"}")
                .map(text -> String.format(
                        "{\"by\":\"%s\",\"bytes\":\"%s\"}",
                        text.equals("GET") ? "client" : "server",
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining(",", "{\"said\":[", "]}"));
        page.route("**/lab/echo/attempt*", route -> route.fulfill(new Route.FulfillOptions().setBody(said)));
        page.locator(".card > .button").click();
        assertThat(page.locator(".log .no-upgrade .kind")).containsText("501");
        page.locator(".attempts .button").click();
        assertThat(page.locator(".outcome")).containsText("501");
        someone.show("handshake-no-upgrade");
    }

    @Test
    void fromElsewhereAnEmptyInstallationAsksForItsCode() {
        URI parley = empty();
        Visitor admin = CHROMIUM.visitor(parley).prepareFor(REFUSED);
        admin.page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.7"));
        admin.open();
        assertThat(admin.page.locator("#setup")).isVisible();
        admin.show("not-set-up");
        admin.page.locator("#setup").fill("a guess");
        admin.fillIn("ann", Visitor.PASSWORD);
        assertThat(admin.page.locator("#setup-error")).not().isEmpty();
        admin.show("wrong-set-up-code").page.locator("#setup").fill(setUpCode());
        admin.fillIn("ann", Visitor.PASSWORD);
        assertThat(admin.page.locator("parley-chat")).isVisible();
        admin.page.locator(".who").click();
        assertThat(admin.page.locator(".account .tag").first()).isVisible();
    }

    private String setUpCode() {
        Matcher code = CODE.matcher(String.join("\n", own.orElseThrow().output()));
        assertTrue(code.find(), () -> "no code in " + own.orElseThrow().output());
        return code.group(1);
    }

    @Test
    void theLanguageCanBeChanged(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).signUp(Visitor.unique("ann"));
        ann.page.locator(".who").click();
        ann.page.locator(".languages [lang=zh-CN]").click();
        assertThat(ann.page.locator("textarea")).hasAttribute("placeholder", "发消息到“general”");
        assertThat(ann.page.locator("html")).hasAttribute("lang", "zh-CN");
        ann.page.reload();
        assertThat(ann.page.locator("textarea")).hasAttribute("placeholder", "发消息到“general”");
    }
}
