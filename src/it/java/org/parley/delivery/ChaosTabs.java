package org.parley.delivery;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.parley.testing.Json;
import org.parley.testing.Person;
import tools.jackson.databind.JsonNode;

/**
 * Tabs of one browser, which share a line and an outbox. Now and then something happens to one of them: it is closed,
 * crashes, or is loaded anew, and another client takes its place; or the one that leads is frozen for a while. From one
 * thread.
 */
final class ChaosTabs {
    /** A page that is not loaded from loopback may speak to it. */
    static final String FLAG = "--disable-features=LocalNetworkAccessChecks";

    private static final String MODULES = "**/client/**";

    /** A browser whose tabs are frozen and crash, on a machine that is busy with all the others, takes its time. */
    private static final double PATIENCE_MILLIS = 180_000;

    /** A page that crashed does not say that it is there. */
    private static final int CRASH_MILLIS = 500;

    private final String name;
    private final BrowserContext context;
    private final Person person;
    private final List<String> rooms;
    private final URI start;
    private final Random random;
    private final Map<String, PageClient> clients = new LinkedHashMap<>();
    private final List<Page> tabs = new ArrayList<>();
    private final Map<Page, PageClient> living = new LinkedHashMap<>();
    private final Map<String, Integer> done = new LinkedHashMap<>();
    private Page leader;
    private Page frozen;

    /** {@code person} is signed in at the pages of {@code at}. */
    ChaosTabs(String name, BrowserContext context, Person person, URI at, List<String> rooms, long seed) {
        this.name = name;
        this.context = context;
        this.person = person;
        this.rooms = rooms;
        this.start = at.resolve("client/parley.js");
        this.random = new Random(seed);
        String[] cookie = person.cookie().split("=", 2);
        context.addCookies(List.of(new Cookie(cookie[0], cookie[1]).setUrl(at.toString())));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onConsoleMessage(this::hear);
    }

    private void hear(ConsoleMessage said) {
        if (said.type().equals("debug")) {
            JsonNode fact = Json.parse(said.text());
            clients.get(fact.path("client").asString()).take(fact);
        }
    }

    /** Opens so many. */
    ChaosTabs open(int count) {
        for (int i = 0; i < count; i++) {
            load(newTab());
        }
        return this;
    }

    /** All that there were. */
    List<PageClient> clients() {
        return List.copyOf(clients.values());
    }

    /** What happened to them, and how often. */
    Map<String, Integer> done() {
        return done;
    }

    /** Something happens to one of them. */
    void disturb() {
        if (frozen != null && random.nextInt(3) > 0) {
            thaw();
            return;
        }
        Page tab = tabs.get(random.nextInt(tabs.size()));
        switch (random.nextInt(5)) {
            case 0 -> close(tab);
            case 1 -> crash(tab);
            case 2 -> reload(tab);
            default -> freeze();
        }
    }

    private void close(Page tab) {
        count("closed");
        replace(tab);
    }

    private void crash(Page tab) {
        count("crashed");
        try {
            tab.navigate("chrome://crash", new Page.NavigateOptions().setTimeout(CRASH_MILLIS));
        } catch (PlaywrightException e) {
            // What was asked for.
        }
        replace(tab);
    }

    private void replace(Page tab) {
        end(tab);
        tabs.remove(tab);
        tab.close();
        load(newTab()).go();
    }

    private void reload(Page tab) {
        count("reloaded");
        if (frozen == tab) {
            thaw(); // who is frozen does not get away
        }
        end(tab);
        load(tab).go();
    }

    private void end(Page tab) {
        living.remove(tab).end();
        frozen = frozen == tab ? null : frozen;
    }

    /** The one that was the last to reach for the line. */
    private void freeze() {
        if (frozen == null && leader != null) {
            count("frozen");
            frozen = leader;
            lifecycle(frozen, "frozen");
        }
    }

    /** Whoever is frozen lives on. */
    void thaw() {
        if (frozen != null) {
            lifecycle(frozen, "active");
            frozen = null;
        }
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private Page newTab() {
        Page tab = context.newPage();
        tab.onWebSocket(socket -> leader = tab);
        tab.onRequest(request -> leader = request.url().contains("/transport/") ? tab : leader);
        tab.onClose(closed -> leader = leader == tab ? null : leader);
        tabs.add(tab);
        return tab;
    }

    /** What is loaded comes from here: over a network like this one it would take many tries. */
    private PageClient load(Page tab) {
        PageClient client = new PageClient(name + '-' + clients.size(), person, tab);
        clients.put(client.history().name(), client);
        living.put(tab, client);
        tab.route(MODULES, ChaosTabs::fromHere);
        tab.navigate(start.toString());
        client.begin(rooms, random.nextInt(1 << 30));
        tab.unroute(MODULES);
        return client;
    }

    private static void fromHere(Route route) {
        Path file = Path.of("src/main/webapp", URI.create(route.request().url()).getPath());
        route.fulfill(new Route.FulfillOptions().setPath(file));
    }

    private void lifecycle(Page tab, String state) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("state", state);
        context.newCDPSession(tab).send("Page.setWebLifecycleState", arguments);
    }
}
