package org.parley.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that a browser's session travels in. Its name carries the installation's id: two Parleys on one host do
 * not collide.
 */
final class SessionCookie {
    private static final String BEARER = "Bearer ";

    /** As long as browsers keep a cookie at most: it is the server that ends a session that is not used. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final String installation;
    private final String name;

    SessionCookie(String installation) {
        this.installation = installation;
        this.name = "parley-" + installation;
    }

    /** The installation's id. */
    String installation() {
        return installation;
    }

    /** The header that sets the cookie. */
    String set(HttpServletRequest request, String token) {
        return header(request, token, LONGEST);
    }

    /** The header that removes the cookie. */
    String remove(HttpServletRequest request) {
        return header(request, "", Duration.ZERO);
    }

    private String header(HttpServletRequest request, String token, Duration age) {
        return name + "=" + token + "; Path=" + request.getContextPath() + "/; Max-Age=" + age.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : "");
    }

    /** The token that a request carries: in {@code Authorization}, else in the cookie. */
    Optional<String> token(HttpServletRequest request) {
        Optional<String> bearer = bearer(request);
        return bearer.isPresent() ? bearer : cookie(request);
    }

    /** The token in {@code Authorization}. */
    static Optional<String> bearer(HttpServletRequest request) {
        return hasBearer(request)
                ? Optional.of(request.getHeader("Authorization")
                        .substring(BEARER.length())
                        .strip())
                : Optional.empty();
    }

    private Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(name) && !cookies[i].getValue().isEmpty()) {
                return Optional.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }

    /** Whether a request's session came by the cookie, if it has one. */
    boolean brought(HttpServletRequest request) {
        return !hasBearer(request);
    }

    private static boolean hasBearer(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
