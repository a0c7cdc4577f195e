package org.parley.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.feed.Reader;

/**
 * Where transports announce whoever arrives: the one port by which the rest of a node learns what happens to
 * connections.
 *
 * @param clock tells when
 * @param listeners are told, in this order
 */
public record Arrivals(Clock clock, List<ArrivalListener> listeners) {
    private static final int SEEN = 200;

    /** Somebody arrived at a transport, which has the name that stands in its address. */
    public Arrival at(String transport, Reader reader) {
        return new Arrival(transport, reader, clock.instant(), listeners);
    }

    /** The same, at a transport that is a socket: a request that does not ask for one is noted as that. */
    public Arrival atSocket(String transport, Reader reader, HttpServletRequest request) {
        Arrival arrival = at(transport, reader);
        if (!wantsSocket(request)) {
            arrival.withoutUpgrade(seen(request));
        }
        return arrival;
    }

    /** Whether a request asks to become a WebSocket (RFC 9110, section 7.8). */
    public static boolean wantsSocket(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Upgrade")).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .anyMatch(token -> token.strip().toLowerCase(Locale.ROOT).equals("websocket"));
    }

    /** What tells of a proxy that changed the request. */
    private static String seen(HttpServletRequest request) {
        String headers = Stream.of("Connection", "Upgrade", "Via", "X-Forwarded-For", "Forwarded")
                .filter(name -> request.getHeader(name) != null)
                .map(name -> name + ": " + request.getHeader(name))
                .collect(Collectors.joining("; "));
        String seen = request.getProtocol() + (headers.isEmpty() ? "" : "; " + headers);
        return seen.length() <= SEEN ? seen : seen.substring(0, SEEN);
    }
}
