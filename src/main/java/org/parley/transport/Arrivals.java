package org.parley.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.feed.Reader;
import org.parley.identity.SignedIn;
import org.parley.log.Code;
import org.parley.wire.Refused;

/**
 * Where transports announce whoever arrives: the one port by which the rest of a node learns what happens to
 * connections.
 *
 * @param clock tells when
 * @param listeners are told, in this order
 */
public record Arrivals(Clock clock, List<ArrivalListener> listeners) {
    /** The name of the extension that compresses messages (RFC 7692). */
    public static final String COMPRESSION = "permessage-deflate";

    private static final int SEEN = 200;
    private static final Set<String> SOCKETS = Set.of("upgrade", "websocket");

    /** Somebody arrived at a transport, which has the name that stands in its address. */
    public Arrival at(String transport, Reader reader) {
        return new Arrival(transport, reader, clock.instant(), listeners);
    }

    /** The same, at a transport that is a socket: a request that does not ask for one is noted as that. */
    public Arrival atSocket(String transport, Reader reader, HttpServletRequest request) {
        Arrival arrival = at(transport, reader);
        arrival.asked(Collections.list(request.getHeaders("Sec-WebSocket-Extensions")).stream()
                .anyMatch(line -> line.contains(COMPRESSION)));
        if (!wantsSocket(request)) {
            arrival.withoutUpgrade(seen(request));
        }
        return arrival;
    }

    /**
     * A request was turned away before it came to its transport, since Host and Origin do not belong together: a proxy
     * may have changed one of them, and of sockets no page is told. Of whatever else is asked pages see the answer.
     */
    public void turnedAway(SignedIn caller, HttpServletRequest request) {
        String uri = request.getRequestURI();
        String transport = uri.substring(uri.lastIndexOf('/') + 1);
        if (SOCKETS.contains(transport)) {
            try {
                Reader reader = new Query(request::getParameter).reader(caller);
                atSocket(transport, reader, request).refused(Code.FOREIGN_ORIGIN.status(), Code.FOREIGN_ORIGIN.wire());
            } catch (Refused e) {
                return; // it does not say which client it is of
            }
        }
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
