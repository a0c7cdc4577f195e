package org.parley.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.TimeoutError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Chromium as people have it. Playwright tells its own to take each tab for the one that is looked at; here tabs are
 * hidden, their timers held back, and they can be frozen.
 */
public final class PlainChromium implements AutoCloseable {
    private static final double CONNECT_MILLIS = 60_000;

    private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long START_SECONDS = 60;

    private final Process process;
    private final Browser browser;
    private final BrowserContext profile;

    /** Playwright lists the contexts of a browser in no order: the profile is known while it is the only one. */
    private PlainChromium(Process process, Browser browser) {
        this.process = process;
        this.browser = browser;
        this.profile = browser.contexts().get(0);
    }

    /**
     * Starts one.
     *
     * @param type what Playwright connects by
     * @param flags of the browser, beside those it needs here
     * @param profile an empty folder for what it keeps
     */
    static PlainChromium start(BrowserType type, Path program, List<String> flags, Path profile) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new"));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile));
        command.addAll(flags);
        try {
            Process process = new ProcessBuilder(command).start();
            return new PlainChromium(process, connect(type, address(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A browser that was asked while it came up may never answer: it is asked once more. */
    private static Browser connect(BrowserType type, String address) {
        BrowserType.ConnectOverCDPOptions options =
                new BrowserType.ConnectOverCDPOptions().setNoDefaults(true).setTimeout(CONNECT_MILLIS);
        try {
            return type.connectOverCDP(address, options);
        } catch (TimeoutError e) {
            return type.connectOverCDP(address, options);
        }
    }

    /** Goes on reading what it says, so that it never waits for that. */
    private static String address(Process process) {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader errors = process.errorReader()) {
                for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                    Matcher found = LISTENS.matcher(line);
                    if (found.find()) {
                        address.complete(found.group(1));
                    }
                }
            } catch (IOException e) {
                address.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return address.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What its windows share. */
    public BrowserContext profile() {
        return profile;
    }

    /** One that shares nothing with it. */
    public BrowserContext otherProfile() {
        return browser.newContext();
    }

    @Override
    public void close() {
        browser.newBrowserCDPSession().send("Browser.close");
        process.onExit().join();
    }
}
