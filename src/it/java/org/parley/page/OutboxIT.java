package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;

/** What was written while nothing could be sent is kept, goes out once and in order, and is nobody else's. */
class OutboxIT {
    private static final String CUT =
            ".*(ERR_FAILED|ERR_INTERNET_DISCONNECTED|WebSocket connection to|ERR_NETWORK_CHANGED).*";

    private static final String POSTS_KEPT = """
            async () => {
              const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
              const [{ name }] = await indexedDB.databases();
              const database = await result(indexedDB.open(name));
              const rows = await result(database.transaction('commands').objectStore('commands').getAll());
              database.close();
              return rows.filter(({ command }) => command.type === 'post').length;
            }""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    @TempDir
    private Path profile;

    private ParleyProcess parley;

    @BeforeEach
    void start() {
        parley = ParleyProcess.start(home);
    }

    @AfterEach
    void end() {
        parley.close();
    }

    @Test
    void aReloadWithAFullOutboxSendsAllOfItOnceInOrder() {
        Visitor ann = CHROMIUM.visitor(parley.address()).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        ann.signUp("ann").say("before").sees("before");
        cut.cut();
        List<String> texts =
                IntStream.range(0, 30).mapToObj(number -> "number " + number).toList();
        texts.forEach(ann::say);
        Deadline.usual()
                .await("all are kept", () -> ann.page.evaluate(POSTS_KEPT).equals(texts.size()));
        ann.page.reload();
        assertThat(ann.page.locator(".message.pending")).hasCount(30);
        ann.say("after the reload");
        cut.mend();
        ann.page.evaluate("dispatchEvent(new Event('online'))"); // whatever pause it was in
        ann.sees("after the reload");
        assertThat(ann.page.locator(".message.pending")).hasCount(0);
        ann.page.reload();
        ann.sees("after the reload");
        assertThat(ann.page.locator(".message .text")).hasCount(32);
        assertThat(ann.page.locator(".message .text").nth(1)).hasText("number 0");
        assertThat(ann.page.locator(".message .text").nth(30)).hasText("number 29");
    }

    @Test
    void aRestartOfTheBrowserFindsItAgain() {
        Visitor ann = CHROMIUM.visitorWithProfile(parley.address(), profile).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        ann.signUp("ann").say("before").sees("before");
        cut.cut();
        ann.say("kept");
        assertThat(ann.page.locator(".message.pending")).hasCount(1);
        ann.leave();
        Visitor again = CHROMIUM.visitorWithProfile(parley.address(), profile).open();
        again.sees("before").sees("kept");
    }

    static List<Look> looks() {
        return Look.DAILY;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void whoSignsOutDecidesWhatBecomesOfItAndNobodyElseSeesIt(Look look) {
        CHROMIUM.visitor(parley.address()).signUp("bob");
        Visitor ann = CHROMIUM.visitor(parley.address(), look).prepareFor(CUT).prepareFor(Visitor.SIGNED_OUT);
        Cut cut = Cut.of(ann.page);
        ann.signUp("ann").enter("general").say("before").sees("before");
        cut.cut();
        ann.say("still to be sent");
        assertThat(ann.page.locator(".message.pending")).hasCount(1);
        Locator dialog = ann.show("unsent").signOut().page.locator("dialog.unsent");
        assertThat(dialog.locator("li")).hasCount(1);
        ann.show("signing-out-with-unsent");
        dialog.locator(".keep").click();
        cut.mend();
        ann.fillIn("bob", Visitor.PASSWORD)
                .enter("general")
                .sees("before")
                .say("bob's")
                .sees("bob's");
        assertThat(ann.page.locator(".message")).hasCount(2);
        ann.signOut().fillIn("ann", Visitor.PASSWORD).enter("general").sees("still to be sent");
        cut.cut();
        ann.say("never to be sent").signOut();
        dialog.locator(".discard").click();
        cut.mend();
        ann.fillIn("ann", Visitor.PASSWORD).enter("general").sees("still to be sent");
        assertThat(ann.page.locator(".message")).hasCount(3);
    }

    @Test
    void whoDiscardsAndSignsOutIsSignedOutOnce() {
        Visitor ann = CHROMIUM.visitor(parley.address()).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        List<Route> requests = new ArrayList<>();
        ann.page.route("**/api/session*", requests::add);
        ann.arrive("ann").say("before").sees("before");
        cut.cut();
        ann.say("never to be sent").signOut();
        Locator dialog = ann.page.locator("dialog.unsent");
        dialog.locator(".discard").click();
        assertThat(dialog).isHidden();
        Deadline.usual().await("the server is told", () -> {
            ann.page.evaluate("0"); // whatever the page has asked for meanwhile is heard
            return !requests.isEmpty();
        });
        requests.forEach(Route::resume);
        assertThat(ann.page.locator("#name")).isVisible();
        assertEquals(1, requests.size());
    }
}
