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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

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
            return patterns.stream()
                    .anyMatch(pattern -> pattern.endsWith("/*")
                            ? (path + '/').startsWith(pattern.substring(0, pattern.length() - 1))
                            : path.equals(pattern));
        }
    }

    /** Puts a filter behind the others. */
    void add(Filter filter, String... patterns) {
        mappings.add(new Mapping(filter, List.of(patterns)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        Stream<Filter> way =
                mappings.stream().filter(mapping -> mapping.matches(path)).map(Mapping::filter);
        pass(way.iterator(), request, response, chain);
    }

    private static void pass(Iterator<Filter> way, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (way.hasNext()) {
            way.next().doFilter(request, response, (next, answer) -> pass(way, next, answer, chain));
        } else {
            chain.doFilter(request, response);
        }
    }
}
