package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private final List<String> passed = new ArrayList<>();
    private final Filters filters = new Filters();

    private List<String> way(String servletPath, String pathInfo) throws IOException, ServletException {
        passed.clear();
        filters.doFilter(
                fake(HttpServletRequest.class, servletPath, pathInfo),
                fake(HttpServletResponse.class, "", ""),
                (request, response) -> passed.add("servlet"));
        return passed;
    }

    private static <T> T fake(Class<T> type, String servletPath, String pathInfo) {
        return type.cast(Proxy.newProxyInstance(
                FiltersTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("getServletPath") ? servletPath : pathInfo));
    }

    private Filter noting(String name) {
        return (request, response, chain) -> {
            passed.add(name);
            chain.doFilter(request, response);
        };
    }

    @Test
    void filtersStandInTheOrderInWhichTheyWereAdded() throws IOException, ServletException {
        filters.add(noting("first"), "/*");
        filters.add(noting("second"), "/api/*");
        filters.add(noting("third"), "/*", "/api/*");
        assertEquals(List.of("first", "second", "third", "servlet"), way("/api", "/rooms"));
    }

    @Test
    void aFilterStandsOnlyWhereItBelongs() throws IOException, ServletException {
        filters.add(noting("below"), "/api/*", "/transport/*");
        filters.add(noting("exactly"), "/transport/websocket");
        assertEquals(List.of("below", "servlet"), way("/api", null));
        assertEquals(List.of("below", "servlet"), way("/api/", null));
        assertEquals(List.of("below", "exactly", "servlet"), way("/transport/websocket", null));
        assertEquals(List.of("below", "servlet"), way("/transport/websocket", "/more"));
        assertEquals(List.of("servlet"), way("/apis", null));
        assertEquals(List.of("servlet"), way("", "/"));
    }

    @Test
    void whoIsStoppedByOneComesToNoOther() throws IOException, ServletException {
        filters.add((request, response, chain) -> passed.add("stop"), "/*");
        filters.add(noting("behind"), "/*");
        assertEquals(List.of("stop"), way("/api", null));
    }
}
