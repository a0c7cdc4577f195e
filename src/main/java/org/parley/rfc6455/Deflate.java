package org.parley.rfc6455;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What client and server agree on for permessage-deflate (RFC 7692, section 7.1). A window is given by its bits: 8 to
 * 15, for 256 bytes to 32 KiB.
 *
 * @param serverTakeover whether the server may compress a message with the window of the one before
 * @param clientTakeover the same for the client
 * @param serverWindowBits how far back the server may refer at most
 * @param clientWindowBits how far back the client will refer at most
 * @param response the value of Sec-WebSocket-Extensions to answer with
 */
public record Deflate(
        boolean serverTakeover, boolean clientTakeover, int serverWindowBits, int clientWindowBits, String response) {

    /**
     * What a server is willing to agree on.
     *
     * @param serverTakeover whether it wants to keep its window from message to message; a client can still forbid it
     * @param clientTakeover whether it lets the client keep its window, and so has to keep an inflater
     * @param leastServerWindowBits the smallest window it can compress for, 8 to 15; an offer that asks for less is
     *     passed over. What is compressed once for many readers is compressed for 15
     */
    public record Terms(boolean serverTakeover, boolean clientTakeover, int leastServerWindowBits) {}

    private static final String NAME = "permessage-deflate";
    private static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    /** The smallest window there is. */
    public static final int LEAST_BITS = 8;

    /** The largest, and what holds where none is named. */
    public static final int MOST_BITS = 15;

    /**
     * Chooses the first offer that is acceptable; offers that are malformed, name parameters that RFC 7692 does not
     * have, or give a parameter twice or a wrong value, are passed over (section 7).
     *
     * @param lines all lines of Sec-WebSocket-Extensions, in order
     * @return empty if no offer is acceptable: then messages are not compressed and no extension is answered
     */
    public static Optional<Deflate> choose(List<String> lines, Terms terms) {
        return ExtensionParser.parse(lines).stream()
                .filter(offer -> offer.name().equals(NAME))
                .map(Deflate::understand)
                .flatMap(Optional::stream)
                .filter(given -> bits(given, SERVER_BITS) >= terms.leastServerWindowBits())
                .map(given -> accept(given, terms))
                .findFirst();
    }

    /** The parameters by name, if each is valid and stands there once. */
    private static Optional<Map<String, String>> understand(ExtensionOffer offer) {
        Map<String, String> given = new HashMap<>();
        for (ExtensionOffer.Parameter parameter : offer.parameters()) {
            if (!isValid(parameter) || given.put(parameter.name(), parameter.value()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(given);
    }

    private static boolean isValid(ExtensionOffer.Parameter parameter) {
        String value = parameter.value();
        return switch (parameter.name()) {
            case SERVER_NO_TAKEOVER, CLIENT_NO_TAKEOVER -> value.isEmpty();
            case SERVER_BITS -> isBits(value);
            case CLIENT_BITS -> value.isEmpty() || isBits(value);
            default -> false;
        };
    }

    /** Section 7.1.2: 8 to 15 in decimal, without a leading zero. */
    private static boolean isBits(String value) {
        return value.matches("[89]|1[0-5]");
    }

    private static Deflate accept(Map<String, String> given, Terms terms) {
        boolean serverTakeover = terms.serverTakeover() && !given.containsKey(SERVER_NO_TAKEOVER);
        boolean clientTakeover = terms.clientTakeover() && !given.containsKey(CLIENT_NO_TAKEOVER);
        String response = NAME
                + (serverTakeover ? "" : "; " + SERVER_NO_TAKEOVER)
                + (clientTakeover ? "" : "; " + CLIENT_NO_TAKEOVER)
                + repeated(given, SERVER_BITS)
                + repeated(given, CLIENT_BITS);
        return new Deflate(
                serverTakeover, clientTakeover, bits(given, SERVER_BITS), bits(given, CLIENT_BITS), response);
    }

    /** Windows are answered only where the client gave a size: it may not understand them otherwise (section 7.1.2). */
    private static String repeated(Map<String, String> given, String name) {
        String size = given.getOrDefault(name, "");
        return size.isEmpty() ? "" : "; " + name + "=" + size;
    }

    private static int bits(Map<String, String> given, String name) {
        String size = given.getOrDefault(name, "");
        return size.isEmpty() ? MOST_BITS : Integer.parseInt(size);
    }
}
