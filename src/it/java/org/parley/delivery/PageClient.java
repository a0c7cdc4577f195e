package org.parley.delivery;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.parley.testing.Json;
import org.parley.testing.Person;
import tools.jackson.databind.node.ObjectNode;

/** A client that is parley.js in a page, as long as that page is not left. From one thread. */
final class PageClient extends LibraryClient {
    private static final Path SCRIPT = Path.of("src/it/js/chaos-client.js");
    private static final String LIVE = """
            async role => {
              const live = %s;
              const { Parley } = await import(new URL('client/parley.js', location.origin));
              const tell = fact => console.debug(JSON.stringify(fact));
              window.parley = new Parley(location.origin);
              window.control = { posting: true, told: new Promise(resolve => window.go = resolve) };
              live(JSON.parse(role), parley, tell, control)
                .catch(fault => tell({ client: JSON.parse(role).name, fact: 'fault', text: String(fault.stack) }));
            }""";
    private static final String STANDING = """
            async () => {
              const { ownClock } = await import(new URL('client/clock.js', location.origin));
              const ticks = await new Promise(resolve => {
                ownClock().after(10, () => resolve(true));
                setTimeout(() => resolve(false), 5000);
              });
              const entries = parley.outbox.entries.map(({ resolve, reject, ...entry }) => entry);
              return JSON.stringify({ status: parley.status(), ticks, entries });
            }""";

    private final Page page;

    PageClient(String name, Person person, Page page) {
        super(name, person);
        this.page = page;
    }

    /** Begins, in a page of the server that the person speaks to: what happens goes to its console. */
    void begin(List<String> rooms, int seed) {
        ObjectNode role = Json.of("name", history().name()).put("seed", seed);
        rooms.forEach(role.putArray("rooms")::add);
        try {
            String script = Files.readString(SCRIPT).replaceFirst("export default ", "");
            page.evaluate(LIVE.formatted(script.strip()), role.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void go() {
        page.evaluate("() => go()");
    }

    @Override
    public void stop() {
        if (!ended()) {
            page.evaluate("() => { control.posting = false; }");
        }
    }

    /** Lets Playwright carry on: it says what happened to pages only while it is asked for something. */
    private void listen() {
        if (!ended()) {
            page.waitForTimeout(1);
        }
    }

    @Override
    public boolean started() {
        listen();
        return super.started();
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

    @Override
    public String standing() {
        try {
            return history().name() + ' ' + page.evaluate(STANDING);
        } catch (PlaywrightException e) {
            return history().name() + ' ' + e.getMessage();
        }
    }
}
