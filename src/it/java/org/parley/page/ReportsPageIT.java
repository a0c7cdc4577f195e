package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.container.Front;
import org.parley.testing.ParleyProcess;

/** Somebody behind a proxy that takes Upgrade away sends what the Doctor found; the administrator sees it, and why. */
class ReportsPageIT {
    private static final double PATIENCE = 60_000;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static ParleyProcess parley;
    private static Front nginx;

    @BeforeAll
    static void start(@TempDir Path folder) {
        parley = ParleyProcess.start(folder.resolve("home"));
        nginx = Front.nginx(
                folder.resolve("nginx"),
                parley.address(),
                new TreeMap<>(Map.of(
                        "proxy_http_version", "1.1",
                        "proxy_set_header Host", "$http_host",
                        "proxy_set_header Connection", "''",
                        "proxy_set_header Via", "'1.1 edge'",
                        "proxy_buffering", "off")));
        CHROMIUM.visitor(parley.address()).signUp("admin").leave();
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (parley != null) {
            parley.close();
        }
    }

    @Test
    void aReportReachesTheAdministrator() {
        Visitor bob = CHROMIUM.visitor(nginx.address()).prepareFor(".*").signUp("bob");
        bob.uses("Server-sent events");
        Visitor tab = bob.anotherTab();
        tab.page.navigate(nginx.address() + "lab/doctor?silence=1");
        tab.page.locator(".go .button").click();
        Locator send = tab.page.locator(".send");
        assertThat(send).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(tab.page.locator(".lead a")).hasCount(0);
        send.click();
        assertThat(tab.page.locator(".sent")).containsText("Sent");
        tab.page.navigate(nginx.address() + "lab/reports");
        assertThat(tab.page.locator(".error")).hasText("Only administrators see this.");

        for (Look look : Look.ALL) {
            Visitor admin = CHROMIUM.visitor(parley.address(), look).signIn("admin");
            admin.open("lab/reports");
            assertThat(admin.page.locator(".report")).hasCount(1);
            assertThat(admin.page.locator(".report [data-fault=without-upgrade]"))
                    .hasCount(1); // both sockets together
            assertThat(admin.page.locator(".report").getByText("1.1 edge").first())
                    .isVisible();
            assertThat(admin.page.locator("table.passed tbody tr")).hasCount(2);
            Locator row = admin.page.locator("table.people tr").filter(new Locator.FilterOptions().setHasText("bob"));
            assertThat(row).hasCount(1);
            assertThat(row.locator(".instead")).hasCount(2);
            admin.show("reports");
            admin.open("lab/doctor");
            assertThat(admin.page.locator(".lead a")).hasCount(1);
            admin.leave();
        }
        assertEquals("bob", bob.page.locator(".who-name").innerText());
        bob.leave();
    }

    /** An nginx that was told nothing changes Host, and so what pages post is refused, their reasons too. */
    @Test
    void whoseReasonWasRefusedTooIsNotCalledWellOff(@TempDir Path folder) {
        try (Front bare = Front.nginx(folder.resolve("bare"), parley.address(), Map.of())) {
            Visitor eve = CHROMIUM.visitor(parley.address()).prepareFor(".*").signUp("eve");
            eve.page.navigate(bare.address().toString());
            eve.uses("Server-sent events");
            Visitor admin = CHROMIUM.visitor(parley.address()).signIn("admin").open("lab/reports");
            Locator lesser = admin.page.locator(".lesser");
            assertThat(lesser).containsText("Server-sent events: ");
            assertThat(lesser).containsText("For 1 of them no reason arrived");
            assertThat(lesser.locator("a")).hasAttribute("href", "./doctor");
            assertThat(admin.page.locator(".best")).hasCount(0);
            admin.show("reports-unexplained");
            eve.leave();
            admin.leave();
        }
    }

    @Test
    void whereAllUseSocketsThatIsSaid() {
        Visitor dan = CHROMIUM.visitor(parley.address()).signUp("dan");
        dan.uses("Upgrade");
        Visitor admin = CHROMIUM.visitor(parley.address()).signIn("admin").open("lab/reports");
        assertThat(admin.page.locator(".best")).hasCount(1);
        assertThat(admin.page.locator(".lesser")).hasCount(0);
        dan.leave();
        admin.leave();
    }
}
