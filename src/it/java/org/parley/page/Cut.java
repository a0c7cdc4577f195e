package org.parley.page;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a page's line and the server and may cut it: sockets, streams, polls and commands. Everything else
 * goes on.
 */
final class Cut {
    private final List<WebSocketRoute> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    private Cut() {}

    /** From the next request of this page on. */
    static Cut of(Page page) {
        Cut line = new Cut();
        page.routeWebSocket("**/transport/**", line::connect);
        for (String path : List.of("**/transport/**", "**/api/commands**")) {
            page.route(path, route -> {
                if (line.cut) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
        }
        return line;
    }

    private void connect(WebSocketRoute socket) {
        if (cut) {
            socket.close();
        } else {
            socket.connectToServer();
            open.add(socket);
        }
    }

    void cut() {
        cut = true;
        open.forEach(WebSocketRoute::close);
        open.clear();
    }

    void mend() {
        cut = false;
    }
}
