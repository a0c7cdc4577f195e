package org.parley.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Our filters, one behind the other as they were added, as a single one of the container's: of several that stand
 * before its own, some containers put the last one first. Their life is not the container's: they are neither
 * initialized nor destroyed.
 */
final class Filters extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient List<Mapping> mappings = new CopyOnWriteArrayList<>();

    /**
     * Where a filter stands.
     *
     * @param patterns as in a deployment descriptor: an address, or all below one that ends with a star
     */
    private record Mapping(Filter filter, List<String> patterns) {
        boolean matches(String path) {
            for (String pattern : patterns) {
                if (matches(pattern, path)) {
                    return true;
                }
            }
            return false;
        }

        /** Made for each filter and request, so nothing is allocated. */
        private static boolean matches(String pattern, String path) {
            if (!pattern.endsWith("/*")) {
                return path.equals(pattern);
            }
            int above = pattern.length() - "/*".length();
            return path.regionMatches(0, pattern, 0, above) && (path.length() == above || path.charAt(above) == '/');
        }
    }

    /** Puts a filter behind the others. */
    void add(Filter filter, String... patterns) {
        mappings.add(new Mapping(filter, List.of(patterns)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String below = request.getPathInfo();
        String path = below == null ? request.getServletPath() : request.getServletPath() + below;
        pass(path, 0, request, response, chain);
    }

    /** Goes on with the first filter from this one on that stands in the way, or behind them all. */
    private void pass(String path, int from, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        for (int i = from; i < mappings.size(); i++) {
            if (mappings.get(i).matches(path)) {
                int behind = i + 1;
                FilterChain rest = (next, answer) -> pass(path, behind, next, answer, chain);
                mappings.get(i).filter().doFilter(request, response, rest);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
