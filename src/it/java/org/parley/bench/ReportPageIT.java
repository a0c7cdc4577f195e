package org.parley.bench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.page.Chromium;

/** The page that a load run leaves, as its reader sees it: in the language of his browser, or of his choice. */
class ReportPageIT {
    private static final Path PICTURES = Path.of("target", "screenshots");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    @Test
    void thePageSpeaksBothLanguages() throws IOException, InterruptedException {
        LoadRun run = LoadRun.with(
                folder, 180, "--clients", "10", "--rooms", "2", "--rate", "5", "--seconds", "1", "--warm-up", "0");
        assertEquals(0, run.exitCode(), run.output());
        assertFalse(run.output().codePoints().anyMatch(Character::isIdeographic), "the terminal speaks English");
        try (BrowserContext chinese = context("zh-CN", 1200, ColorScheme.LIGHT);
                BrowserContext english = context("en-GB", 390, ColorScheme.DARK)) {
            Page page = shown(chinese);
            assertThat(page.locator("h1")).hasText("Parley：负载测试", shownOnly());
            assertThat(page.locator("h2").first()).hasText("消息用了多长时间", shownOnly());
            assertReadable(page);
            keep(page, "bench-report-zh");
            page.locator(".languages button.zh").click();
            assertThat(page.locator("h1")).hasText("Parley: load run", shownOnly());
            assertEquals("en", page.locator("html").getAttribute("lang"));

            Page other = shown(english);
            assertThat(other.locator("h1")).hasText("Parley: load run", shownOnly());
            assertReadable(other);
            keep(other, "bench-report-en-narrow");
            other.locator(".languages button.en").click();
            assertThat(other.locator("th").first()).hasText("传输方式", shownOnly());
        }
    }

    /** One chart of latencies is shown, and what stands at its axes is no smaller than 9 pixels. */
    private static void assertReadable(Page page) {
        Locator labels = page.locator("svg:has(path):visible text");
        List<Double> heights =
                labels.all().stream().map(label -> label.boundingBox().height).toList();
        assertTrue(heights.size() >= 6, heights::toString);
        assertTrue(
                heights.stream().allMatch(height -> height >= 12),
                heights::toString); // a line is higher than its letters
        assertThat(page.locator("svg:has(path):visible")).hasCount(1);
        assertThat(page.locator(".key li")).hasCount(5);
    }

    private static LocatorAssertions.HasTextOptions shownOnly() {
        return new LocatorAssertions.HasTextOptions().setUseInnerText(true);
    }

    private static BrowserContext context(String language, int width, ColorScheme light) {
        return CHROMIUM.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setViewportSize(width, 900)
                        .setColorScheme(light));
    }

    private Page shown(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(folder.resolve("report.html").toUri().toString());
        return page;
    }

    private static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
