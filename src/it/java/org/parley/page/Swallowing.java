package org.parley.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.testing.Deadline;

/** Stands between a page's sockets and the server: what the page sends arrives, answers do not come back any more. */
final class Swallowing {
    private final Page page;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;

    private Swallowing(Page page) {
        this.page = page;
    }

    /** From the next socket of this page on. */
    static Swallowing on(Page page) {
        Swallowing line = new Swallowing(page);
        page.routeWebSocket("**/transport/**", line::connect);
        return line;
    }

    private void connect(WebSocketRoute browser) {
        WebSocketRoute server = browser.connectToServer();
        browser.onMessage(frame -> {
            server.send(frame.text());
            sent.add(frame.text());
        });
        server.onMessage(frame -> {
            if (!swallowing) {
                browser.send(frame.text());
            }
        });
    }

    void swallow() {
        swallowing = true;
    }

    /** Returns when the server was sent this. */
    void awaitSent(String text) {
        Deadline.in(Duration.ofSeconds(15)).await(text + " to be sent", () -> {
            page.waitForTimeout(1); // lets Playwright carry on
            return sent.stream().anyMatch(frame -> frame.contains(text));
        });
    }
}
