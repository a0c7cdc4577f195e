package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.ParleyProcess;

/** The tabs of one browser share one connection, whatever that browser elects their leader by. */
class TabsIT {
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
    @EnumSource
    void tabsShareOneConnectionAndOneOutbox(Election election) {
        Visitor first = visitor(election);
        AtomicInteger sockets = new AtomicInteger();
        first.page.onWebSocket(socket -> sockets.incrementAndGet());
        first.signUp("ann").say("by the first").sees("by the first");
        Visitor second = first.anotherTab();
        second.page.onWebSocket(socket -> sockets.incrementAndGet());
        second.open().sees("by the first").say("by the second").sees("by the second");
        first.sees("by the second").say("again").sees("again");
        second.sees("again").uses("Upgrade");
        assertEquals(1, sockets.get());
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatIsClosedMidPostLeavesItToTheNext(Election election) {
        Visitor first = visitor(election);
        Swallowing line = Swallowing.on(first.page);
        first.signUp("ann").say("before").sees("before");
        Visitor second = first.anotherTab().open().sees("before");
        line.swallow();
        second.say("mid-post one").say("mid-post two");
        line.awaitSent("mid-post two");
        assertThat(second.page.locator(".message.pending")).hasCount(2);
        first.page.close();
        second.sees("mid-post one").sees("mid-post two").say("after").sees("after");
        assertThat(second.page.locator(".message")).hasCount(4);
        second.page.reload();
        second.sees("after");
        assertThat(second.page.locator(".message .text"))
                .hasText(new String[] {"before", "mid-post one", "mid-post two", "after"});
    }

    private Visitor visitor(Election election) {
        Visitor visitor = CHROMIUM.visitor(election.address(parley.address()))
                .prepareFor("WebSocket connection to.*closed before.*"); // by the last tab, while the browser ends
        return election == Election.LEASE ? visitor.without("SharedWorker") : visitor;
    }
}
