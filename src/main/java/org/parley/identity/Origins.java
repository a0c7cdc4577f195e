package org.parley.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a foreign page's request from one of our own. A browser puts {@code Origin} on every socket and every request
 * that could change something, and {@code Sec-Fetch-Site} on the rest, so what carries neither comes from no browser,
 * and no page can misuse it.
 */
public final class Origins {
    private Origins() {}

    /**
     * Whether a request may pass.
     *
     * @param origin its {@code Origin}, if any
     * @param fetchSite its {@code Sec-Fetch-Site}, if any; only consulted without an origin
     * @param host its {@code Host}, with the port where there is one
     */
    public static boolean allowed(@Nullable String origin, @Nullable String fetchSite, @Nullable String host) {
        if (origin != null) {
            return host != null && sameHost(origin, host);
        }
        return fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
    }

    /**
     * Compares host and port; the scheme may differ behind a proxy that ends TLS, so ports that are a scheme's own
     * count as none. Compared as text: names of machines on an intranet may hold what a URI's may not, such as
     * {@code _}.
     */
    private static boolean sameHost(String origin, String host) {
        int scheme = origin.indexOf("://");
        return scheme > 0
                && !host.isEmpty()
                && bare(origin.substring(scheme + 3)).equals(bare(host));
    }

    private static String bare(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
