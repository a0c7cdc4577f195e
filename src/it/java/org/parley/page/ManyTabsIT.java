package org.parley.page;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.testing.Person;
import org.parley.testing.SharedParley;

/**
 * Browsers open six connections to a server over HTTP/1.1, for all tabs together: six streams would leave none for
 * commands.
 */
@Tag("long")
class ManyTabsIT {
    private static final int MORE_THAN_CONNECTIONS = 8;

    @RegisterExtension
    static final SharedParley PARLEY = new SharedParley();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void moreTabsThanConnectionsFollowOneStream(URI parley) {
        Person ann = Person.signUp(parley, "ann");
        Person bob = Person.signUp(parley, "bob");
        String room = bob.createRoom();
        ann.join(room);
        try (BrowserContext context = CHROMIUM.browser().newContext()) {
            context.addInitScript("delete globalThis.WebSocket");
            LibraryTab.signIn(context, ann, parley);
            List<LibraryTab> tabs = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
                tabs.add(LibraryTab.open(context, parley));
            }
            bob.post(room, "to all");
            tabs.forEach(tab -> tab.awaits("to all"));
            tabs.forEach(tab -> tab.post(room, "by tab " + tabs.indexOf(tab)));
            tabs.forEach(tab -> tabs.forEach(other -> tab.awaits("by tab " + tabs.indexOf(other))));
        }
    }
}
