package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer to an opening handshake (RFC 6455, section 4.2): accepted or refused, as a status and header
 * fields to set as they are. Whether the Origin may and whether somebody is signed in is decided elsewhere.
 */
public sealed interface Handshake {
    /** The status of the HTTP response: 101 or that of the refusal. */
    int status();

    /** The header fields that must go with it, in the usual spelling. */
    Map<String, String> headers();

    /**
     * Decides about a request.
     *
     * @param method the request's method, such as {@code GET}
     * @param version the request's HTTP version, such as {@code HTTP/1.1}
     * @param headers gives all lines of the header field with a name, in order, none if it is absent; the names asked
     *     for are those of the RFC, and the function must not mind their case
     * @param subprotocols those that the server speaks; of the client's offer the first of these is chosen
     * @param compression what the server is willing to agree on; null if it does not compress
     */
    static Handshake answer(
            String method,
            String version,
            Function<String, List<String>> headers,
            Set<String> subprotocols,
            Deflate.@Nullable Terms compression) {
        HandshakeRequest request = new HandshakeRequest(method, version, headers);
        for (Refusal refusal : Refusal.values()) {
            if (refusal.appliesTo(request)) {
                return new Refused(refusal);
            }
        }
        String key = request.lines("Sec-WebSocket-Key").get(0).trim();
        return new Accepted(
                Accepted.accept(key), request.firstOffered(subprotocols), request.firstDeflate(compression));
    }

    /** The same, of a server that does not compress. */
    static Handshake answer(
            String method, String version, Function<String, List<String>> headers, Set<String> subprotocols) {
        return answer(method, version, headers, subprotocols, null);
    }

    /**
     * The protocol changes after this response.
     *
     * @param accept the value of Sec-WebSocket-Accept
     * @param subprotocol the one chosen, or null if none was offered that the server speaks
     * @param deflate how messages may be compressed, or null if they may not
     */
    record Accepted(
            String accept,
            @Nullable String subprotocol,
            @Nullable Deflate deflate) implements Handshake {
        /** Section 1.3: no server answers with this by chance, so one that does has understood the handshake. */
        public static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

        @Override
        public int status() {
            return 101;
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Upgrade", "websocket");
            headers.put("Connection", "Upgrade");
            headers.put("Sec-WebSocket-Accept", accept);
            if (subprotocol != null) {
                headers.put("Sec-WebSocket-Protocol", subprotocol);
            }
            if (deflate != null) {
                headers.put("Sec-WebSocket-Extensions", deflate.response());
            }
            return headers;
        }

        private static String accept(String key) {
            return Base64.getEncoder().encodeToString(hash(key));
        }

        /** The SHA-1 of a key and {@link #MAGIC} together, 20 bytes (section 4.2.2): what is accepted, in Base64. */
        public static byte[] hash(String key) {
            return sha1().digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
        }

        private static MessageDigest sha1() {
            try {
                return MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-1", e);
            }
        }
    }

    /** The response is an ordinary one, and the protocol stays HTTP. */
    record Refused(Refusal refusal) implements Handshake {
        @Override
        public int status() {
            return refusal.status();
        }

        @Override
        public Map<String, String> headers() {
            return refusal.headers();
        }
    }
}
