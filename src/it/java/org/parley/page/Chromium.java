package org.parley.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.parley.Needs;
import org.parley.testing.NetworkInterfaces;

/**
 * The machine's own Chromium, driven by Playwright: tests are skipped where there is none. One browser serves all test
 * classes of this JVM, the one without windows where the machine has it: it takes a third less. After each test its
 * visitors leave, and the test fails when a page complained of anything that they were not prepared for.
 */
public final class Chromium implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {
    /** A name that browsers do not take for this machine: pages from it are no secure context. */
    static final String HOST = "parley.test";

    /** Long enough for a busy machine; a test that passes never waits for it. */
    private static final double PATIENCE_MILLIS = 45_000;

    private static final String HOW_TO_GET = "apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji";
    private static final String WITHOUT_WINDOWS = "chromium-headless-shell";
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP " + HOST + " 127.0.0.1");

    /** Both end with this JVM: the driver when nobody is left to command it, the browser with the driver. */
    private static Playwright playwright;

    private static Browser browser;

    private final List<Visitor> visitors = new ArrayList<>();
    private Path chromium;
    private NetworkInterfaces interfaces;

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = Needs.tool("chromium", HOW_TO_GET);
        interfaces = NetworkInterfaces.steady();
        if (browser == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Needs.find(WITHOUT_WINDOWS).orElse(chromium))
                            .setArgs(FLAGS));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (interfaces != null) {
            interfaces.close();
        }
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

    /** For tests that want no visitor but a page of their own. */
    public Browser browser() {
        return browser;
    }

    /** One as people have it, with an empty profile here, to be closed by who asked for it. */
    public PlainChromium plain(Path profile, String... flags) {
        List<String> all = new ArrayList<>(FLAGS);
        all.addAll(List.of(flags));
        return PlainChromium.start(playwright.chromium(), chromium, all, profile);
    }

    /** Somebody whose browser keeps what it knows in this folder, and may be started there again when he has left. */
    Visitor visitorWithProfile(URI parley, Path profile) {
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(chromium)
                .setArgs(FLAGS)
                .setLocale(Look.USUAL.language());
        Visitor visitor =
                new Visitor(playwright.chromium().launchPersistentContext(profile, options), parley, Look.USUAL);
        visitors.add(visitor);
        return visitor;
    }

    /** The same server at a host's name. */
    static URI atHost(URI parley) {
        return URI.create("http://" + HOST + ":" + parley.getPort() + "/");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<Visitor> leaving = List.copyOf(visitors);
        visitors.clear();
        leaving.forEach(Visitor::leave);
    }
}
