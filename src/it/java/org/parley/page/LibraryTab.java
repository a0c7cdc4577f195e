package org.parley.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.testing.Deadline;
import org.parley.testing.Person;

/** A tab with the client library alone, which notes the messages it is told. From one thread. */
final class LibraryTab {
    private static final String START = """
            async () => {
              const { Parley } = await import(new URL('client/parley.js', location.origin));
              window.told = [];
              window.missed = [];
              window.parley = new Parley(location.origin);
              parley.on('message', ({ text }) => told.push(text));
              parley.on('missed', ({ cause }) => missed.push(cause));
              window.started = false;
              return { end: parley.start().then(() => (window.started = true)) };
            }""";

    final Page page;
    private final CDPSession devtools;
    private final List<WebSocket> sockets = new ArrayList<>();

    private LibraryTab(Page page) {
        this.page = page;
        this.devtools = page.context().newCDPSession(page);
        page.onWebSocket(sockets::add);
    }

    /** Signs somebody in, in all tabs of this browser profile. */
    static void signIn(BrowserContext context, Person person, URI server) {
        String[] cookie = person.cookie().split("=", 2);
        context.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(server.toString())));
    }

    /** Opens one for who is signed in; returns when it has a state. */
    static LibraryTab open(BrowserContext context, URI server) {
        LibraryTab tab = at(context, server);
        tab.begin();
        tab.page.waitForFunction("() => started");
        return tab;
    }

    /** Opens one that has not started yet. */
    static LibraryTab at(BrowserContext context, URI server) {
        LibraryTab tab = new LibraryTab(context.newPage());
        tab.page.navigate(server.resolve("client/parley.js").toString());
        return tab;
    }

    /** Returns when it has begun to start. */
    void begin() {
        page.evaluateHandle(START);
    }

    /** Whether it has a state. */
    boolean started() {
        return (boolean) page.evaluate("() => started");
    }

    /** As browsers do with tabs that nobody looks at: it neither hears nor does anything until it is thawed. */
    void freeze() {
        lifecycle("frozen");
    }

    void thaw() {
        lifecycle("active");
    }

    private void lifecycle(String state) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("state", state);
        devtools.send("Page.setWebLifecycleState", arguments);
    }

    /** Posts, without waiting for the ack. */
    void post(String room, String text) {
        page.evaluate(
                "([room, text]) => { parley.send({ type: 'post', room, text }).catch(() => {}); }",
                List.of(room, text));
    }

    /** The texts of the messages that were told, in this order. */
    List<String> told() {
        return ((List<?>) page.evaluate("() => told"))
                .stream().map(Object::toString).toList();
    }

    /** How many of its sockets are open. */
    int sockets() {
        return (int) sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Why it was told that something is missing. */
    List<String> missed() {
        return ((List<?>) page.evaluate("() => missed"))
                .stream().map(Object::toString).toList();
    }

    /** Returns when it was told of this message. */
    LibraryTab awaits(String text) {
        Deadline.in(Duration.ofSeconds(60)).await("told of " + text, () -> {
            page.waitForTimeout(50); // lets Playwright carry on
            return told().contains(text);
        });
        return this;
    }
}
