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

    private final String name;

    SessionCookie(String installation) {
        this.name = "parley-" + installation;
    }

    /** The header that sets the cookie, or with an age of zero removes it. */
    String set(HttpServletRequest request, String token, Duration age) {
        return name + "=" + token + "; Path=" + request.getContextPath() + "/; Max-Age=" + age.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : "");
    }

    /** The token that a request carries: in {@code Authorization}, else in the cookie. */
    Optional<String> token(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        Cookie[] cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(name) && !cookies[i].getValue().isEmpty()) {
                return Optional.of(cookies[i].getValue());
            }
        }
        return Optional.empty();
    }
}
