package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.SharedParley;

/** The tabs of one browser share one connection, whatever that browser elects their leader by. */
@ExtendWith(SharedParley.class)
class TabsIT {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @ParameterizedTest
    @EnumSource
    void tabsShareOneConnectionAndOneOutbox(Election election, URI parley) {
        Visitor first = visitor(election, parley);
        AtomicInteger sockets = new AtomicInteger();
        first.page.onWebSocket(socket -> sockets.incrementAndGet());
        first.arrive(Visitor.unique("ann")).say("by the first").sees("by the first");
        Visitor second = first.anotherTab();
        second.page.onWebSocket(socket -> sockets.incrementAndGet());
        second.open().sees("by the first").say("by the second").sees("by the second");
        first.sees("by the second").say("again").sees("again");
        second.sees("again").uses("Upgrade");
        assertEquals(1, sockets.get());
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatIsClosedMidPostLeavesItToTheNext(Election election, URI parley) {
        Visitor first = visitor(election, parley);
        Swallowing line = Swallowing.on(first.page);
        first.arrive(Visitor.unique("ann")).say("before").sees("before");
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

    private static Visitor visitor(Election election, URI parley) {
        Visitor visitor = CHROMIUM.visitor(election.address(parley))
                .prepareFor("WebSocket connection to.*closed before.*"); // by the last tab, while the browser ends
        return election == Election.LEASE ? visitor.without("SharedWorker") : visitor;
    }
}
