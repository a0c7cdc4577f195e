package org.parley.rfc6455;

import java.util.Map;

/**
 * Why an opening handshake is refused: the whole table, in the order in which the rules are tried. Each row knows the
 * HTTP status that answers it, the section of RFC 6455 that states the rule, and a sentence for whoever wrote the
 * client.
 */
public enum Refusal {
    NOT_GET(405, "4.2.1", "A WebSocket is opened with GET."),
    HTTP_TOO_OLD(400, "4.2.1", "A WebSocket is opened over HTTP/1.1."),
    NO_HOST(400, "4.2.1", "The request must name one Host."),
    NO_UPGRADE(426, "4.2.1", "This address speaks WebSocket: the request lacks \"Upgrade: websocket\"."),
    NO_CONNECTION_UPGRADE(400, "4.2.1", "The request lacks \"Connection: Upgrade\"; a proxy may have taken it away."),
    OTHER_VERSION(426, "4.2.2", "The request must hold \"Sec-WebSocket-Version: 13\", once."),
    BAD_KEY(400, "4.2.1", "The request must hold one Sec-WebSocket-Key, 16 bytes in Base64.");

    private final int status;
    private final String section;
    private final String sentence;

    Refusal(int status, String section, String sentence) {
        this.status = status;
        this.section = section;
        this.sentence = sentence;
    }

    /** The status of the HTTP response: 400, 405 or 426. */
    public int status() {
        return status;
    }

    /** The section of RFC 6455 that was not obeyed, such as {@code 4.2.1}. */
    public String section() {
        return section;
    }

    /** What the client should know, in English, one sentence. */
    public String sentence() {
        return sentence;
    }

    /**
     * The header fields that must go with the status. RFC 9110 wants Allow with 405 (section 15.5.6), Upgrade with 426
     * (15.5.22) and Connection with Upgrade (7.8); RFC 6455 wants the version that the server speaks (4.2.2).
     */
    public Map<String, String> headers() {
        return switch (status) {
            case 405 -> Map.of("Allow", "GET");
            case 426 -> Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13");
            default -> Map.of();
        };
    }

    boolean appliesTo(HandshakeRequest request) {
        return switch (this) {
            case NOT_GET -> !request.method().equals("GET");
            case HTTP_TOO_OLD -> !request.isHttp11OrLater();
            case NO_HOST -> request.lines("Host").size() != 1;
            case NO_UPGRADE -> !request.lists("Upgrade", "websocket");
            case NO_CONNECTION_UPGRADE -> !request.lists("Connection", "upgrade");
            case OTHER_VERSION -> !request.isOnce("Sec-WebSocket-Version", "13");
            case BAD_KEY -> !request.hasKey();
        };
    }
}
