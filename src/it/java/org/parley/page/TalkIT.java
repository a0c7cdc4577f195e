package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.testing.SharedParley;

/** Two people in two browsers talk in the same room: the main job. */
@Tag("main")
@ExtendWith(SharedParley.class)
class TalkIT {
    private static final List<String> TRANSPORTS =
            List.of("WebSocket", "Server-sent events", "Long polling", "Polling", "Upgrade");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @CsvSource({"Upgrade, Long polling", "WebSocket, Polling", "Server-sent events, Upgrade"})
    void twoPeopleTalkOverDifferentTransports(String anns, String bobs, URI parley) {
        talk(parley, anns, bobs);
    }

    @Test
    void theyTalkOverPlainHttpAtAHostName(URI parley) {
        Visitor ann = talk(Chromium.atHost(parley), "Upgrade", "Server-sent events");
        assertEquals(false, ann.page.evaluate("window.isSecureContext"));
    }

    private static Visitor talk(URI address, String anns, String bobs) {
        String lei = Visitor.unique("李雷");
        Visitor ann = CHROMIUM.visitor(address)
                .signUp(Visitor.unique("ann"))
                .choose(anns)
                .uses(anns);
        Visitor bob = CHROMIUM.visitor(address).signUp(lei).choose(bobs).uses(bobs);
        ann.say("hello " + lei + ", are you there?").sees("hello " + lei + ", are you there?");
        bob.sees("hello " + lei + ", are you there?").say(lei + "在的！👋").sees(lei + "在的！👋");
        ann.sees(lei + "在的！👋");
        bob.page.locator("textarea").pressSequentially("so");
        assertThat(ann.page.locator(".typing")).containsText(lei);
        return ann;
    }

    @Test
    void aChangeOfTransportLosesAndRepeatsNothing(URI parley) {
        String anns = Visitor.unique("ann");
        Visitor ann = CHROMIUM.visitor(parley).signUp(anns);
        Visitor bob = CHROMIUM.visitor(parley).signUp(Visitor.unique("bob"));
        for (String transport : TRANSPORTS) {
            String words = anns + ' ' + transport;
            bob.say("before " + words);
            ann.choose(transport);
            bob.say("during " + words);
            ann.uses(transport).say("from " + words);
            bob.say("after " + words).sees("from " + words);
        }
        for (String transport : TRANSPORTS) {
            String words = anns + ' ' + transport;
            ann.sees("before " + words).sees("during " + words).sees("after " + words);
        }
    }

    @Test
    void whereWebSocketsAreBlockedAnotherWayIsFound(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley);
        ann.page.routeWebSocket("**", ws -> ws.close());
        ann.arrive(Visitor.unique("ann"))
                .uses("Server-sent events")
                .say("still here")
                .sees("still here");
        ann.badge().click();
        assertThat(ann.page.locator(".choice .failed")).hasCount(2);
    }

    @Test
    void unreadMessagesAreCountedUntilTheyAreSeen(URI parley) {
        String anns = Visitor.unique("ann");
        Visitor ann = CHROMIUM.visitor(parley).arrive(anns);
        Visitor bob = CHROMIUM.visitor(parley)
                .signUp(Visitor.unique("bob"))
                .say("one")
                .say("two")
                .say("for @" + anns);
        bob.sees("for @" + anns);
        Locator general = ann.page.locator(".rooms a").filter(new Locator.FilterOptions().setHasText("general"));
        assertThat(general.locator(".count")).containsText("3 unread");
        assertThat(general.locator(".count")).containsText("1 mention");
        ann.enter("general");
        assertThat(ann.page.locator(".divider")).isVisible();
        ann.enter(anns);
        assertThat(general.locator(".count")).hasCount(0);
        ann.page.reload();
        assertThat(ann.page.locator(".rooms a")).hasCount(2);
        assertThat(general.locator(".count")).hasCount(0);
    }

    @Test
    void roomsAreFoundJoinedAndLeft(URI parley) {
        String anns = Visitor.unique("研发");
        CHROMIUM.visitor(parley).arrive(anns).say("welcome");
        Visitor bob = CHROMIUM.visitor(parley).signUp(Visitor.unique("bob"));
        bob.page.locator(".side-title button").click();
        bob.page
                .locator(".public li")
                .filter(new Locator.FilterOptions().setHasText(anns))
                .locator("button")
                .click();
        assertThat(bob.page.locator(".room-head h1")).hasText(anns);
        bob.sees("welcome").say("thanks").sees("thanks");
        bob.page.locator(".leave").click();
        assertThat(bob.page.locator(".rooms a")).hasCount(1);
    }
}
