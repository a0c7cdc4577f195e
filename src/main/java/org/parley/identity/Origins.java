package org.parley.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a foreign page's request from one of our own. A browser puts {@code Origin} on every socket and every request
 * that could change something, and {@code Sec-Fetch-Site} on the rest, so what carries neither comes from no browser,
 * and no page can misuse it. Pages of other origins may pass where an operator listed them; the browser's cookie does
 * not count for these.
 */
public final class Origins {
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s]+");

    private final Set<String> listed;

    private Origins(Set<String> listed) {
        this.listed = listed;
    }

    /**
     * Origins with commas or spaces between them, each as browsers write it: {@code https://tools.example:8443}.
     *
     * @throws IllegalArgumentException if one is something else; the message is that one
     */
    public static Origins of(String list) {
        Set<String> origins = Arrays.stream(list.split("[,\\s]+"))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(origin);
            }
        }
        return new Origins(origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether an operator listed this origin. */
    public boolean isListed(@Nullable String origin) {
        return origin != null && listed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether a request with this {@code Origin} comes from a page of another host than this one. */
    public static boolean isForeign(@Nullable String origin, @Nullable String host) {
        return origin != null && (host == null || !sameHost(origin, host));
    }

    /**
     * Whether a request may pass.
     *
     * @param origin its {@code Origin}, if any
     * @param fetchSite its {@code Sec-Fetch-Site}, if any; only consulted without an origin
     * @param host its {@code Host}, with the port where there is one
     */
    public boolean allowed(@Nullable String origin, @Nullable String fetchSite, @Nullable String host) {
        if (origin != null) {
            return !isForeign(origin, host) || isListed(origin);
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
