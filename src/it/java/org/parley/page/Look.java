package org.parley.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** How a visitor looks at the page: on what, in which light, in which language. */
record Look(int width, int height, boolean dark, String language) {
    static final Look USUAL = new Look(1400, 880, false, "en-US");

    /** Each width, light and language once; the other pairs of them are looked at in the long run. */
    static final List<Look> DAILY = List.of(USUAL, new Look(390, 844, true, "zh-CN"));

    /** Each pair of width, light and language is among them. */
    static final List<Look> ALL = List.of(
            USUAL,
            new Look(1400, 880, true, "zh-CN"),
            new Look(390, 844, false, "zh-CN"),
            new Look(390, 844, true, "en-US"));

    boolean narrow() {
        return width < 760;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language);
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark-" : "-light-") + language.substring(0, 2);
    }
}
