package org.parley.lab.handshake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.rfc6455.Frames;
import org.parley.rfc6455.Handshake;
import org.parley.wire.Json;

/**
 * What a connection tells its own peer of itself, since a browser shows a page none of these bytes: binary messages
 * whose first byte says what follows.
 *
 * <pre>
 *   0 the opening handshake, JSON: request, key, magic, sha1 (hexadecimal), accept, response
 *   1 bytes that the server received, as they came
 *   2 a frame that the server sends next
 * </pre>
 *
 * Secrets of the request (cookies above all, which scripts must not see) are left out.
 */
public final class Recording {
    /** The longest message of a recorded connection, in bytes; what is recorded is some three times as much. */
    public static final int MOST_BYTES = 4096;

    private static final byte OPENING = 0;
    private static final byte RECEIVED = 1;
    private static final byte SENT = 2;
    private static final Set<String> SECRET = Set.of("cookie", "authorization", "proxy-authorization");

    private Recording() {}

    /** A frame about a handshake; nothing if this request is none that is accepted. */
    public static Optional<byte[]> opening(HttpServletRequest request) {
        Handshake answer = Handshake.answer(
                request.getMethod(),
                request.getProtocol(),
                name -> Collections.list(request.getHeaders(name)),
                Set.of());
        return answer instanceof Handshake.Accepted accepted
                ? Optional.of(frame(OPENING, Json.bytes(opening(request, accepted))))
                : Optional.empty();
    }

    private static Map<String, Object> opening(HttpServletRequest request, Handshake.Accepted accepted) {
        List<String> response = new ArrayList<>(List.of(request.getProtocol() + " 101 Switching Protocols"));
        accepted.headers().forEach((name, value) -> response.add(name + ": " + value));
        String key = request.getHeader("Sec-WebSocket-Key").trim();
        return Json.object(
                "request",
                head(request),
                "key",
                key,
                "magic",
                Handshake.Accepted.MAGIC,
                "sha1",
                HexFormat.of().formatHex(Handshake.Accepted.hash(key)),
                "accept",
                accepted.accept(),
                "response",
                response);
    }

    private static List<String> head(HttpServletRequest request) {
        List<String> lines = new ArrayList<>();
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        lines.add(request.getMethod() + " " + request.getRequestURI() + query + " " + request.getProtocol());
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                lines.add(name + ": " + (SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "…" : value));
            }
        }
        return lines;
    }

    /** A frame about the first {@code count} of these bytes, which the server received. */
    public static byte[] received(byte[] bytes, int count) {
        return frame(RECEIVED, bytes, count);
    }

    /** A frame about this frame, which the server sends. */
    public static byte[] sent(byte[] frame) {
        return frame(SENT, frame);
    }

    private static byte[] frame(byte kind, byte[] bytes) {
        return frame(kind, bytes, bytes.length);
    }

    private static byte[] frame(byte kind, byte[] bytes, int count) {
        byte[] payload = new byte[1 + count];
        payload[0] = kind;
        System.arraycopy(bytes, 0, payload, 1, count);
        return Frames.binary(payload, 0, payload.length);
    }
}
