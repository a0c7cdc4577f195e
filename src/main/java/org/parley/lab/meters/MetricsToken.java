package org.parley.lab.meters;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.parley.http.Answering;
import org.parley.http.Unread;

/**
 * Stands before {@link MetricsServlet}: whoever has the token of the settings, as {@code Authorization: Bearer}, is
 * shown the meters without a session, even while the store can't be read.
 */
public final class MetricsToken extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Meters meters;
    private final transient Unread unread;
    private final transient byte[] expected;

    /** Knows this token; empty is none. Answers take a place in {@code unread}. */
    public MetricsToken(Meters meters, String token, Unread unread) {
        this.unread = unread;
        this.meters = meters;
        this.expected = token.isEmpty() ? new byte[0] : bytes("Bearer " + token);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader("Authorization");
        boolean known = given != null && expected.length > 0 && MessageDigest.isEqual(bytes(given), expected);
        if (known && request.getMethod().equals("GET")) {
            Answering.later(request, unread).answer(MetricsServlet.show(meters));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
