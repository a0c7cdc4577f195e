package org.parley.identity;

import java.net.URI;
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
     * count as none.
     */
    private static boolean sameHost(String origin, String host) {
        try {
            URI from = URI.create(origin);
            URI to = URI.create("//" + host);
            return from.getHost() != null
                    && to.getHost() != null
                    && from.getHost()
                            .toLowerCase(Locale.ROOT)
                            .equals(to.getHost().toLowerCase(Locale.ROOT))
                    && port(from) == port(to);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI uri) {
        int port = uri.getPort();
        return port == 80 || port == 443 ? -1 : port;
    }
}
