package org.parley.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A request that says what it is told to, and nothing to all other questions; and the status of its answer. A header's
 * lines are those of its text.
 */
final class FakeExchange {
    private final Map<String, String> headers;
    private final Map<String, String> parameters;
    private final AtomicInteger status = new AtomicInteger();

    FakeExchange(Map<String, String> headers, Map<String, String> parameters) {
        this.headers = headers;
        this.parameters = parameters;
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (name, first) -> switch (name) {
            case "getHeader" -> lines(first).findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(lines(first).toList());
            case "getParameter" -> parameters.get(first);
            default -> null;
        });
    }

    private Stream<String> lines(Object header) {
        return Stream.ofNullable(headers.get(header)).flatMap(String::lines);
    }

    HttpServletResponse response() {
        return fake(HttpServletResponse.class, (name, first) -> {
            if (name.equals("setStatus")) {
                status.set((Integer) first);
            }
            return name.equals("getOutputStream") ? new Output() : null;
        });
    }

    /** The status that was set; 0 for none. */
    int status() {
        return status.get();
    }

    private interface Method {
        Object call(String name, Object firstArgument);
    }

    private static <T> T fake(Class<T> type, Method method) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> method.call(called.getName(), arguments == null ? null : arguments[0])));
    }

    private static final class Output extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {}
    }
}
