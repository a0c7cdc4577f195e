package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/** Browsers let timers of a page that was hidden for a while fire once a minute. */
@Tag("long")
class HiddenTabIT {
    private static final String SOON = "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/0";

    /** Longer than a leader may be silent, and than any busy machine makes a timer wait. */
    private static final int HELD_BACK_MILLIS = 30_000;

    private static final String PAGES_OWN_TIMERS = """
            () => {
              let before = Date.now();
              window.longest = 0;
              const tick = () => {
                longest = Math.max(longest, Date.now() - before);
                before = Date.now();
                setTimeout(tick, 1000);
              };
              tick();
            }""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    @TempDir
    private Path profile;

    @Test
    void oneThatLeadsKeepsItsTimeWhereThePagesOwnTimersAreHeldBack() {
        try (ParleyProcess parley = ParleyProcess.start(home, "--heartbeat", "1m");
                PlainChromium chromium = CHROMIUM.plain(profile, SOON)) {
            BrowserContext context = chromium.profile();
            URI at = parley.address();
            LibraryTab.signIn(context, Person.signUp(at, "ann"), at);
            LibraryTab hidden = LibraryTab.open(context, at);
            LibraryTab shown = LibraryTab.open(context, at);
            shown.page.bringToFront();
            assertTrue((boolean) hidden.page.evaluate("() => document.hidden"));
            hidden.page.evaluate(PAGES_OWN_TIMERS);
            awaitHeldBack(hidden.page);
            assertEquals(List.of(1, 0), List.of(hidden.sockets(), shown.sockets()));
        }
    }

    private static void awaitHeldBack(Page page) {
        Deadline.in(Duration.ofMinutes(5)).await("timers held back", () -> {
            page.waitForTimeout(1000); // lets Playwright carry on
            return (int) page.evaluate("() => longest") > HELD_BACK_MILLIS;
        });
    }
}
