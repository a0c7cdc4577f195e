package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.testing.ParleyProcess;

/** Two people in two browsers talk in the same room: the main job. */
@Tag("main")
class TalkIT {
    private static final List<String> TRANSPORTS =
            List.of("WebSocket", "Server-sent events", "Long polling", "Polling", "Upgrade");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    private ParleyProcess parley;

    @BeforeEach
    void start() {
        parley = ParleyProcess.start(home);
    }

    @AfterEach
    void end() {
        parley.close();
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, Long polling", "WebSocket, Polling", "Server-sent events, Upgrade"})
    void twoPeopleTalkOverDifferentTransports(String anns, String bobs) {
        talk(parley.address(), anns, bobs);
    }

    @Test
    void theyTalkOverPlainHttpAtAHostName() {
        Visitor ann = talk(Chromium.atHost(parley.address()), "Upgrade", "Server-sent events");
        assertEquals(false, ann.page.evaluate("window.isSecureContext"));
    }

    private Visitor talk(URI address, String anns, String bobs) {
        CHROMIUM.visitor(parley.address()).signUp("admin");
        Visitor ann = CHROMIUM.visitor(address).signUp("ann").choose(anns).uses(anns);
        Visitor bob = CHROMIUM.visitor(address).signUp("李雷").choose(bobs).uses(bobs);
        ann.say("hello 李雷, are you there?").sees("hello 李雷, are you there?");
        bob.sees("hello 李雷, are you there?").say("在的！👋").sees("在的！👋");
        ann.sees("在的！👋");
        bob.page.locator("textarea").pressSequentially("so");
        assertThat(ann.page.locator(".typing")).containsText("李雷");
        return ann;
    }

    @Test
    void aChangeOfTransportLosesAndRepeatsNothing() {
        Visitor ann = CHROMIUM.visitor(parley.address()).signUp("ann");
        Visitor bob = CHROMIUM.visitor(parley.address()).signUp("bob");
        for (String transport : TRANSPORTS) {
            bob.say("before " + transport);
            ann.choose(transport);
            bob.say("during " + transport);
            ann.uses(transport).say("from " + transport);
            bob.say("after " + transport).sees("from " + transport);
        }
        for (String transport : TRANSPORTS) {
            ann.sees("before " + transport).sees("during " + transport).sees("after " + transport);
        }
    }

    @Test
    void whereWebSocketsAreBlockedAnotherWayIsFound() {
        Visitor ann = CHROMIUM.visitor(parley.address());
        ann.page.routeWebSocket("**", ws -> ws.close());
        ann.signUp("ann").uses("Server-sent events").say("still here").sees("still here");
        ann.badge().click();
        assertThat(ann.page.locator(".choice .failed")).hasCount(2);
    }

    @Test
    void unreadMessagesAreCountedUntilTheyAreSeen() {
        Visitor ann = CHROMIUM.visitor(parley.address()).signUp("ann").createRoom("lunch");
        Visitor bob = CHROMIUM.visitor(parley.address())
                .signUp("bob")
                .say("one")
                .say("two")
                .say("for @ann");
        bob.sees("for @ann");
        Locator general = ann.page.locator(".rooms a").filter(new Locator.FilterOptions().setHasText("general"));
        assertThat(general.locator(".count")).containsText("3 unread");
        assertThat(general.locator(".count")).containsText("1 mention");
        ann.enter("general");
        assertThat(ann.page.locator(".divider")).isVisible();
        ann.enter("lunch");
        assertThat(general.locator(".count")).hasCount(0);
        ann.page.reload();
        assertThat(ann.page.locator(".rooms a")).hasCount(2);
        assertThat(general.locator(".count")).hasCount(0);
    }

    @Test
    void roomsAreFoundJoinedAndLeft() {
        CHROMIUM.visitor(parley.address()).signUp("ann").createRoom("研发").say("welcome");
        Visitor bob = CHROMIUM.visitor(parley.address()).signUp("bob");
        bob.page.locator(".side-title button").click();
        bob.page
                .locator(".public li")
                .filter(new Locator.FilterOptions().setHasText("研发"))
                .locator("button")
                .click();
        assertThat(bob.page.locator(".room-head h1")).hasText("研发");
        bob.sees("welcome").say("thanks").sees("thanks");
        bob.page.locator(".leave").click();
        assertThat(bob.page.locator(".rooms a")).hasCount(1);
    }
}
