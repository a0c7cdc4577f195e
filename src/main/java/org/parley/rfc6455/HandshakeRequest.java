package org.parley.rfc6455;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an opening handshake asks, in the questions that the rules put to it. Not kept. */
record HandshakeRequest(String method, String version, Function<String, List<String>> headers) {
    private static final Pattern HTTP_1_1_OR_LATER = Pattern.compile("HTTP/(1\\.[1-9]|[2-9](\\.[0-9])?)");

    /** 16 bytes in Base64 are 22 characters and two of padding (section 4.1, item 7). */
    private static final int KEY_LENGTH = 24;

    boolean isHttp11OrLater() {
        return HTTP_1_1_OR_LATER.matcher(version).matches();
    }

    List<String> lines(String name) {
        return headers.apply(name);
    }

    /** Whether a header field lists this token; its case is of no matter, nor over how many lines the list goes. */
    boolean lists(String name, String token) {
        return tokens(name).anyMatch(token::equalsIgnoreCase);
    }

    /** Whether a header field stands there once and is exactly this. */
    boolean isOnce(String name, String value) {
        List<String> lines = lines(name);
        return lines.size() == 1 && lines.get(0).trim().equals(value);
    }

    /** Whether there is one key, of 16 bytes in Base64 (section 4.2.1, item 5). */
    boolean hasKey() {
        List<String> lines = lines("Sec-WebSocket-Key");
        return lines.size() == 1 && isKey(lines.get(0).trim());
    }

    /**
     * The first subprotocol of the client's offer, in its order of preference, that is among these; null if none is.
     */
    @Nullable
    String firstOffered(Collection<String> spoken) {
        return tokens("Sec-WebSocket-Protocol")
                .filter(spoken::contains)
                .findFirst()
                .orElse(null);
    }

    /** What is agreed on for compression: null if the server has no terms, or the client no acceptable offer. */
    @Nullable
    Deflate firstDeflate(Deflate.@Nullable Terms terms) {
        return terms == null
                ? null
                : Deflate.choose(lines("Sec-WebSocket-Extensions"), terms).orElse(null);
    }

    private Stream<String> tokens(String name) {
        return lines(name).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::trim);
    }

    private static boolean isKey(String key) {
        if (key.length() != KEY_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
