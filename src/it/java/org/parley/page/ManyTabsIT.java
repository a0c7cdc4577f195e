package org.parley.page;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/**
 * Browsers open six connections to a server over HTTP/1.1, for all tabs together: six streams would leave none for
 * commands.
 */
@Tag("long")
class ManyTabsIT {
    private static final int MORE_THAN_CONNECTIONS = 8;

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

    @Test
    void moreTabsThanConnectionsFollowOneStream() {
        Person bob = Person.signUp(parley.address(), "bob");
        try (BrowserContext context = CHROMIUM.browser().newContext()) {
            context.addInitScript("delete globalThis.WebSocket");
            LibraryTab.signIn(context, Person.signUp(parley.address(), "ann"), parley.address());
            List<LibraryTab> tabs = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
                tabs.add(LibraryTab.open(context, parley.address()));
            }
            bob.post("r1", "to all");
            tabs.forEach(tab -> tab.awaits("to all"));
            tabs.forEach(tab -> tab.post("r1", "by tab " + tabs.indexOf(tab)));
            tabs.forEach(tab -> tabs.forEach(other -> tab.awaits("by tab " + tabs.indexOf(other))));
        }
    }
}
