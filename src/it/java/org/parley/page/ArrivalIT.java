package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testing.Deadline;
import org.parley.testing.SharedParley;

/** Who comes and goes while answers are late or lost is where he wants to be. */
@ExtendWith(SharedParley.class)
class ArrivalIT {
    private static final String LOST = ".*ERR_FAILED.*";
    private static final String SHOWN_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final String name = Visitor.unique("ann");

    @Test
    void whoIsSignedInAndGetsNoStateIsToldSoAndGetsItLater(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(LOST);
        ann.page.route("**/api/state*", Route::abort, new Page.RouteOptions().setTimes(1));
        ann.open().page.locator(".other .link").click();
        ann.fillIn(name, Visitor.PASSWORD);
        assertThat(ann.page.locator("[role=alert] h1")).isVisible();
        assertThat(ann.page.locator("parley-chat")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/sign.js", "vendor/lit/index.js", "styles/base.css"})
    void aPageThatCameInPartSaysSoAndIsLoadedAgain(String part, URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(LOST);
        ann.page.route("**/" + part, Route::abort, new Page.RouteOptions().setTimes(2));
        ann.open();
        assertThat(ann.page.locator("#incomplete")).isVisible();
        ann.page.waitForRequest("**/" + part, () -> {});
        assertThat(ann.page.locator("#incomplete")).isVisible();
        assertThat(ann.page.locator("#name")).isVisible();
        assertThat(ann.page.locator("#incomplete")).isHidden();
    }

    @Test
    void anOldAnswerThatNobodyIsThereThrowsNobodyOut(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(Visitor.SIGNED_OUT);
        ann.arrive(name).say("before").sees("before").loseSession();
        assertThat(ann.page.locator(".sign-card")).isVisible();
        List<Route> held = new ArrayList<>();
        ann.page.route("**/api/installation*", held::add);
        ann.page.evaluate(SHOWN_AGAIN);
        Deadline.usual().await("asked", () -> {
            ann.page.evaluate("0");
            return !held.isEmpty();
        });
        APIResponse nobody = held.get(0).fetch();
        ann.fillIn(name, Visitor.PASSWORD).sees("before");
        held.get(0).fulfill(new Route.FulfillOptions().setResponse(nobody));
        ann.say("after").sees("after");
        assertThat(ann.page.locator(".sign-card")).isHidden();
    }

    @Test
    void whoSignsOutIsOutThoughTheAnswerIsLostIfTheLineSaysSo(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(Visitor.SIGNED_OUT).prepareFor(LOST);
        List<WebSocket> sockets = new ArrayList<>();
        List<Route> held = new ArrayList<>();
        ann.page.onWebSocket(sockets::add);
        ann.page.route("**/api/session*", held::add);
        ann.arrive(name).say("before").sees("before").signOut();
        Deadline.usual().await("asked", () -> {
            ann.page.evaluate("0");
            return !held.isEmpty();
        });
        held.get(0).fetch();
        Deadline.usual().await("the line is told", () -> {
            ann.page.evaluate("0");
            return sockets.stream().allMatch(WebSocket::isClosed);
        });
        held.get(0).abort();
        assertThat(ann.page.locator("#name")).isVisible();
    }
}
