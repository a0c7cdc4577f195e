package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.SharedParley;

/** What was written while nothing could be sent is kept, goes out once and in order, and is nobody else's. */
@ExtendWith(SharedParley.class)
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
    private Path profile;

    private final String name = Visitor.unique("ann");

    @Test
    void aReloadWithAFullOutboxSendsAllOfItOnceInOrder(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        ann.arrive(name).say("before").sees("before");
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
    void aRestartOfTheBrowserFindsItAgain(URI parley) {
        Visitor ann = CHROMIUM.visitorWithProfile(parley, profile).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        ann.arrive(name).say("before").sees("before");
        cut.cut();
        ann.say("kept");
        assertThat(ann.page.locator(".message.pending")).hasCount(1);
        ann.leave();
        Visitor again = CHROMIUM.visitorWithProfile(parley, profile).open();
        again.enter(name).sees("before").sees("kept");
    }

    static List<Look> looks() {
        return Look.DAILY;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void whoSignsOutDecidesWhatBecomesOfItAndNobodyElseSeesIt(Look look, URI parley) {
        Person ann = Person.signUp(parley, "ann");
        Person bob = Person.signUp(parley, "bob");
        bob.join(ann.done(Commands.createRoom(name)).path("room").asString());
        Visitor page = CHROMIUM.visitor(parley, look).prepareFor(CUT).prepareFor(Visitor.SIGNED_OUT);
        Cut cut = Cut.of(page.page);
        page.signIn(ann.name()).enter(name).say("before").sees("before");
        cut.cut();
        page.say("still to be sent");
        assertThat(page.page.locator(".message.pending")).hasCount(1);
        Locator dialog = page.show("unsent").signOut().page.locator("dialog.unsent");
        assertThat(dialog.locator("li")).hasCount(1);
        page.show("signing-out-with-unsent");
        dialog.locator(".keep").click();
        cut.mend();
        page.fillIn(bob.name(), Visitor.PASSWORD)
                .enter(name)
                .sees("before")
                .say("bob's")
                .sees("bob's");
        assertThat(page.page.locator(".message")).hasCount(2);
        page.signOut().fillIn(ann.name(), Visitor.PASSWORD).enter(name).sees("still to be sent");
        cut.cut();
        page.say("never to be sent").signOut();
        dialog.locator(".discard").click();
        cut.mend();
        page.fillIn(ann.name(), Visitor.PASSWORD).enter(name).sees("still to be sent");
        assertThat(page.page.locator(".message")).hasCount(3);
    }

    @Test
    void whoDiscardsAndSignsOutIsSignedOutOnce(URI parley) {
        Visitor ann = CHROMIUM.visitor(parley).prepareFor(CUT);
        Cut cut = Cut.of(ann.page);
        List<Route> requests = new ArrayList<>();
        ann.page.route("**/api/session*", requests::add);
        ann.arrive(name).say("before").sees("before");
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
