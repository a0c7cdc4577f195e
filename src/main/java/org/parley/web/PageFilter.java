package org.parley.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells browsers what a page of ours may do: run and load what comes from here, and nothing else. The import maps of
 * the pages, and what loads a page again that came in part, are the only scripts inside them; each is allowed by its
 * hash, taken when the server starts. What a transport answers is no page, and is told by itself how it may be kept:
 * there this would be most of an answer.
 */
public final class PageFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?: type=\"importmap\")?>(.*?)</script>", Pattern.DOTALL);

    private final String policy;

    /** Reads the pages of this web application. */
    public PageFilter(ServletContext context) {
        Set<String> hashes = new TreeSet<>();
        collect(context, "/", hashes);
        this.policy = "default-src 'none'; script-src 'self'" + String.join("", hashes)
                + "; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
                + "; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html parley";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!request.getServletPath().startsWith("/transport/")) {
            describe(request, response);
        }
        chain.doFilter(request, response);
    }

    private void describe(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "same-origin");
        if (request.isSecure()) { // elsewhere browsers ignore it, and complain in the console
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        response.setHeader("Cache-Control", "no-cache");
    }

    private static void collect(ServletContext context, String folder, Set<String> hashes) {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/") && !path.startsWith("/WEB-INF") && !path.startsWith("/vendor")) {
                collect(context, path, hashes);
            } else if (path.endsWith(".html")) {
                Matcher script = SCRIPT.matcher(text(context, path));
                while (script.find()) {
                    hashes.add(" 'sha256-" + sha256(script.group(1)) + "'");
                }
            }
        }
    }

    /** A page of this web application, as text. */
    static String text(ServletContext context, String path) {
        try (InputStream page = context.getResourceAsStream(path)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The page " + path + " can't be read from the WAR", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
