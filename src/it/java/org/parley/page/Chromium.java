package org.parley.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.Needs;

/** The machine's own Chromium, driven by Playwright. Skips the calling test where there is none. */
final class Chromium implements AutoCloseable {
    /** A name that browsers do not take for this machine: pages from it are no secure context. */
    static final String HOST = "parley.test";

    private static final String HOW_TO_GET = "apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji";
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP " + HOST + " 127.0.0.1");

    private final Playwright playwright;
    private final Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(Needs.tool("chromium", HOW_TO_GET))
                .setArgs(FLAGS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** Somebody with a browser profile of his own, at the chat's page. */
    Visitor visitor(URI parley) {
        return visitor(parley, Look.USUAL);
    }

    Visitor visitor(URI parley, Look look) {
        Visitor visitor = new Visitor(browser.newContext(look.options()), parley, look);
        visitors.add(visitor);
        return visitor;
    }

    /** The same server at a host's name. */
    static URI atHost(URI parley) {
        return URI.create("http://" + HOST + ":" + parley.getPort() + "/");
    }

    /** Fails when a visitor's page complained of anything that he was not prepared for. */
    @Override
    public void close() {
        try {
            visitors.forEach(Visitor::leave);
        } finally {
            browser.close();
            playwright.close();
        }
    }
}
