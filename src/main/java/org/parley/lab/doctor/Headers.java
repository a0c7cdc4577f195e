package org.parley.lab.doctor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a request's headers is told to whoever sent it. Values may be secrets of a proxy's, so most are left out. */
final class Headers {
    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 20;

    /** What proxies write (RFC 9110, section 7.6.3, RFC 7239, and what was usual before). */
    private static final List<String> SIGNS =
            List.of("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP");

    /** What a page knows of its own request, and so can compare. */
    private static final List<String> COMPARED = List.of("Accept", "Accept-Language", "User-Agent", "X-Parley-Check");

    /** What browsers send besides. Other headers came from somebody between. */
    private static final Set<String> USUAL = Set.of(
            "host",
            "connection",
            "keep-alive",
            "accept-encoding",
            "cookie",
            "referer",
            "origin",
            "cache-control",
            "pragma",
            "dnt",
            "te",
            "priority",
            "upgrade-insecure-requests",
            "authorization");

    private Headers() {}

    /** The headers that name proxies, by name, those that came. */
    static Map<String, String> signs(HttpServletRequest request) {
        return these(request, SIGNS);
    }

    /** The headers that the page can compare with what it sent, those that came. */
    static Map<String, String> compared(HttpServletRequest request) {
        return these(request, COMPARED);
    }

    /** Names, no more, of headers that no browser sends, in lower case; {@value #MOST_NAMES} of them. */
    static List<String> added(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(Headers::isForeign)
                .distinct()
                .sorted()
                .limit(MOST_NAMES)
                .map(Headers::cut)
                .toList();
    }

    private static boolean isForeign(String name) {
        return !USUAL.contains(name)
                && !name.startsWith("sec-")
                && SIGNS.stream().noneMatch(name::equalsIgnoreCase)
                && COMPARED.stream().noneMatch(name::equalsIgnoreCase);
    }

    private static Map<String, String> these(HttpServletRequest request, List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = one(request, name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** A header's value, cut to {@value #LONGEST} characters; null if it did not come. */
    static @Nullable String one(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? null : cut(value);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
