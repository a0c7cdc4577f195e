package org.parley.delivery;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.parley.testing.Json;
import org.parley.testing.Person;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that is parley.js in a page of its own browser profile. It is asked what happened to it; from one thread.
 */
final class PageClient extends LibraryClient {
    private static final Path SCRIPT = Path.of("src/it/js/chaos-client.js");
    private static final String LIVE = """
            async role => {
              const live = %s;
              const { Parley } = await import(new URL('client/parley.js', location.origin));
              window.facts = [];
              window.control = { posting: true, told: new Promise(resolve => window.go = resolve) };
              live(JSON.parse(role), new Parley(location.origin), fact => facts.push(JSON.stringify(fact)), control)
                .catch(fault => facts.push(JSON.stringify({ fact: 'fault', text: String(fault.stack) })));
            }""";

    private final Page page;

    private PageClient(String name, Person person, Page page) {
        super(name, person);
        this.page = page;
    }

    /** Opens a page of the server that the person speaks to, and begins there. Its network must be well as yet. */
    static PageClient open(Browser browser, String name, Person person, List<String> rooms, int seed)
            throws IOException {
        String[] cookie = person.cookie().split("=", 2);
        BrowserContext context = browser.newContext();
        context.addCookies(
                List.of(new Cookie(cookie[0], cookie[1]).setUrl(person.server().toString())));
        Page page = context.newPage();
        page.navigate(person.server().resolve("client/parley.js").toString());
        ObjectNode role = Json.of("name", name).put("seed", seed);
        rooms.forEach(role.putArray("rooms")::add);
        String script = Files.readString(SCRIPT).replaceFirst("export default ", "");
        page.evaluate(LIVE.formatted(script.strip()), role.toString());
        return new PageClient(name, person, page);
    }

    private void listen() {
        List<?> facts = (List<?>) page.evaluate("() => facts.splice(0)");
        facts.forEach(fact -> take(Json.parse(fact.toString())));
    }

    @Override
    public boolean started() {
        listen();
        return super.started();
    }

    @Override
    public void go() {
        page.evaluate("() => go()");
    }

    @Override
    public void stop() {
        page.evaluate("() => { control.posting = false; }");
    }

    @Override
    public boolean drained() {
        listen();
        return super.drained();
    }

    @Override
    public boolean saw(Set<Long> ids) {
        listen();
        return super.saw(ids);
    }
}
