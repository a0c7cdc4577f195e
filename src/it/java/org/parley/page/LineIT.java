package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.ParleyProcess;
import org.parley.testing.SharedParley;

/** What the page says and does when the line, the session or the log gives way under it. */
@ExtendWith(SharedParley.class)
class LineIT {
    private static final String CONNECTION_LOST = ".*(ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection to).*";
    private static final String REFUSED = "Failed to load resource.*status of (410|429|503).*";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    private Optional<ParleyProcess> own = Optional.empty();
    private String name = Visitor.unique("ann");

    private Visitor ann(URI parley) {
        return CHROMIUM.visitor(parley).arrive(name).prepareFor(CONNECTION_LOST).prepareFor(REFUSED);
    }

    /** Somebody where the server may be killed. */
    private Visitor annAtHerOwn() {
        own = Optional.of(ParleyProcess.start(home));
        return ann(own.get().address());
    }

    private void restart() {
        int port = own.orElseThrow().address().getPort();
        own = Optional.of(ParleyProcess.start(home, "--port", String.valueOf(port)));
    }

    @AfterEach
    void end() {
        own.ifPresent(ParleyProcess::close);
    }

    @Test
    void aServerThatGoesAndComesBackFindsEverythingOnce() {
        Visitor ann = annAtHerOwn();
        ann.say("before").sees("before");
        own.orElseThrow().kill();
        assertThat(ann.page.locator(".banner")).isVisible();
        ann.say("meanwhile").show("server-gone");
        assertThat(ann.page.locator(".message.pending")).hasCount(1);
        restart();
        assertThat(ann.page.locator(".banner")).hasCount(0);
        ann.sees("before").sees("meanwhile").say("after").sees("after");
        ann.page.reload();
        ann.sees("before").sees("meanwhile").sees("after");
    }

    @Test
    void whoIsOnlineIsUnknownWhileTheLineIsLost() {
        Visitor ann = annAtHerOwn();
        Locator members = ann.enter("general").page.locator(".members");
        assertThat(members.locator("li.online")).hasCount(1);
        assertThat(members.locator(".quiet")).containsText("1 online");
        own.orElseThrow().kill();
        assertThat(members.locator("li.unknown")).hasCount(1);
        assertThat(members.locator("li.online")).hasCount(0);
        assertThat(members.locator(".quiet")).not().containsText("online");
        ann.show("online-unknown");
        restart();
        assertThat(members.locator("li.online")).hasCount(1);
    }

    @Test
    void aServerThatIsGoneWhenThePageOpensIsAskedAgain(URI parley) {
        Visitor ann = ann(parley);
        ann.page.route("**/api/**", Route::abort);
        ann.prepareFor(".*ERR_FAILED.*").open().page.reload();
        assertThat(ann.page.locator("[role=alert] h1")).isVisible();
        ann.show("server-unreachable").page.unroute("**/api/**");
        ann.page.locator(".hush .button").click();
        assertThat(ann.page.locator("parley-chat")).isVisible();
    }

    @Test
    void aServerThatIsGoneWhenOneHasSignedInIsAskedAgain(URI parley) {
        Visitor ann = ann(parley);
        ann.signOut().page.route("**/api/state**", Route::abort);
        ann.prepareFor(".*ERR_FAILED.*").fillIn(name, Visitor.PASSWORD);
        assertThat(ann.page.locator("[role=alert] h1")).isVisible();
        ann.page.unroute("**/api/state**");
        ann.enter(name).say("after").sees("after");
    }

    @Test
    void aSessionThatEndsAsksToSignInAndKeepsWhatWasNotSent(URI parley) {
        Visitor ann = ann(parley);
        ann.say("before").sees("before");
        ann.page.locator("textarea").fill("half a thought");
        ann.page.route("**/transport/**", Route::abort);
        ann.prepareFor(Visitor.SIGNED_OUT).loseSession();
        assertThat(ann.page.locator(".sign-card")).isVisible();
        ann.show("session-ended").page.unroute("**/transport/**");
        ann.fillIn(name, Visitor.PASSWORD);
        ann.sees("before");
        assertThat(ann.page.locator("textarea")).hasValue("half a thought");
        ann.say("after").sees("after");
    }

    /** His line ends before the answer to his request is here. */
    @Test
    void whoSignsOutIsNotToldThatHisSessionEnded(URI parley) {
        Visitor ann = ann(parley);
        List<Runnable> answers = new ArrayList<>();
        ann.uses("Upgrade");
        ann.page.route("**/api/session**", route -> {
            if (route.request().method().equals("DELETE") && answers.isEmpty()) {
                APIResponse answer = route.fetch();
                answers.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(answer)));
            } else {
                route.resume();
            }
        });
        ann.signOut();
        while (answers.isEmpty()) {
            ann.page.waitForTimeout(50);
        }
        ann.page.waitForTimeout(300);
        assertThat(ann.page.locator(".sign-card")).hasCount(0);
        answers.get(0).run();
        ann.fillIn(name, Visitor.PASSWORD).enter("general");
    }

    @Test
    void whoSignsInWhereSomebodyElsesSessionEndedFindsNothingOfHis(URI parley) {
        Visitor ann = ann(parley);
        ann.page.locator("textarea").fill("for nobody else");
        ann.prepareFor(Visitor.SIGNED_OUT).loseSession();
        ann.page.locator(".other .link").click();
        ann.fillIn(Visitor.unique("bob"), Visitor.PASSWORD);
        assertThat(ann.page.locator("textarea")).hasValue("");
        assertFalse(ann.page
                .evaluate("() => JSON.stringify(sessionStorage)")
                .toString()
                .contains("nobody"));
    }

    @Test
    void whoMakesARoomMeanwhileIsToldWhyItTakesLongAndGetsIt() {
        Visitor ann = annAtHerOwn();
        own.orElseThrow().kill();
        ann.page.locator(".side-title button").click();
        assertThat(ann.page.locator("dialog .banner")).isVisible();
        ann.page.locator("#room-name").fill("later");
        ann.page.locator("#room-name").press("Enter");
        ann.show("room-wanted-offline");
        restart();
        assertThat(ann.page.locator(".room-head h1")).hasText("later");
    }

    @Test
    void whatTheLogNoLongerTellsIsMarkedAsMissed(URI parley) {
        Visitor ann = ann(parley);
        ann.choose("Polling").uses("Polling").say("before").sees("before");
        ann.page.route("**/transport/polling**", LineIT::askFromAnotherEpoch, new Page.RouteOptions().setTimes(1));
        assertThat(ann.page.locator(".missed")).isVisible();
        ann.show("cursor-gone").sees("before").say("after").sees("after");
    }

    @Test
    void anOfflineBrowserKeepsWhatIsWrittenAndSendsItWhenTheNetworkIsBack(URI parley) {
        Visitor ann = ann(parley);
        ann.prepareFor(".*(ERR_INTERNET_DISCONNECTED|ERR_NETWORK).*")
                .say("before")
                .sees("before");
        ann.offline(true);
        assertThat(ann.page.locator(".banner")).isVisible();
        ann.say("meanwhile").show("offline");
        assertThat(ann.page.locator(".message.pending")).hasCount(1);
        ann.offline(false);
        assertThat(ann.page.locator(".banner")).hasCount(0);
        ann.sees("meanwhile").say("after").sees("after");
    }

    @Test
    void aLineIsProvedWhenTheComputerHasSlept(URI parley) {
        Visitor ann = ann(parley);
        AtomicInteger sockets = new AtomicInteger();
        ann.page.onWebSocket(socket -> sockets.incrementAndGet());
        ann.page.reload();
        ann.uses("Upgrade").say("before").sees("before");
        assertEquals(1, sockets.get());
        ann.page
                .clock()
                .setSystemTime(System.currentTimeMillis() + Duration.ofHours(8).toMillis());
        ann.page.waitForCondition(() -> sockets.get() == 2);
        ann.uses("Upgrade").sees("before").say("after").sees("after");
    }

    private static void askFromAnotherEpoch(Route route) {
        String url = route.request().url().replaceAll("after=[^&]*", "after=elsewhere-1");
        route.resume(new Route.ResumeOptions().setUrl(url));
    }

    @Test
    void aRefusedMessageCanBeSentAgainOrGivenUp(URI parley) {
        Visitor ann = ann(parley);
        ann.choose("Polling").uses("Polling");
        ann.page.route("**/api/commands**", LineIT::refuse);
        ann.say("first").say("second");
        assertThat(ann.page.locator(".message.failed")).hasCount(2);
        ann.show("message-refused").page.unroute("**/api/commands**");
        ann.page.locator(".failed .link").first().click();
        ann.sees("first").page.locator(".failed .link").last().click();
        assertThat(ann.page.locator(".message")).hasCount(1);
    }

    /** Answers each command of the body as a server would whose room had thrown the author out. */
    private static void refuse(Route route) {
        String errors = route.request()
                .postData()
                .replaceAll(
                        "\\{[^}]*?\"key\":\"([^\"]+)\"[^}]*}",
                        "{\"type\":\"error\",\"key\":\"$1\",\"code\":\"not-a-member\"}");
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(errors));
    }
}
