package org.parley.rfc6455;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Sec-WebSocket-Extensions offers, by the grammar of RFC 6455, section 9.1:
 *
 * <pre>
 *   offers    = offer *( "," offer )
 *   offer     = token *( ";" parameter )
 *   parameter = token [ "=" ( token | quoted token ) ]
 * </pre>
 *
 * An offer that is malformed is skipped and the next one read: a client is free to try what this server has never heard
 * of. It goes through a line once, whatever the line holds. One object for each line; not thread-safe.
 */
final class ExtensionParser {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    private final String line;
    private int at;

    private ExtensionParser(String line) {
        this.line = line;
    }

    /** The well-formed offers in these lines, in their order. */
    static List<ExtensionOffer> parse(List<String> lines) {
        List<ExtensionOffer> offers = new ArrayList<>();
        for (String line : lines) {
            new ExtensionParser(line).offers(offers);
        }
        return offers;
    }

    private void offers(List<ExtensionOffer> offers) {
        do {
            ExtensionOffer offer = offer();
            boolean whole = atEnd() || line.charAt(at) == ',';
            if (offer != null && whole) {
                offers.add(offer);
            }
            skipToComma();
        } while (skip(','));
    }

    private @Nullable ExtensionOffer offer() {
        String name = token();
        List<ExtensionOffer.Parameter> parameters = new ArrayList<>();
        while (!name.isEmpty() && skip(';')) {
            ExtensionOffer.Parameter parameter = parameter();
            if (parameter == null) {
                return null;
            }
            parameters.add(parameter);
        }
        return name.isEmpty() ? null : new ExtensionOffer(name, parameters);
    }

    private ExtensionOffer.@Nullable Parameter parameter() {
        String name = token();
        if (name.isEmpty()) {
            return null;
        }
        if (!skip('=')) {
            return new ExtensionOffer.Parameter(name, "");
        }
        String value = peek('"') ? quoted() : token();
        return value.isEmpty() ? null : new ExtensionOffer.Parameter(name, value);
    }

    /** The token here and the space around it; empty if there is none. */
    private String token() {
        skipSpace();
        int from = at;
        while (!atEnd() && isTokenSign(line.charAt(at))) {
            at++;
        }
        String token = line.substring(from, at);
        skipSpace();
        return token;
    }

    /** The token within the quotes that begin here; empty if what they hold is none. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        boolean token = true;
        at++;
        while (!atEnd() && !peek('"')) {
            at += peek('\\') && at + 1 < line.length() ? 1 : 0;
            token &= isTokenSign(line.charAt(at));
            value.append(line.charAt(at++));
        }
        boolean closed = skip('"');
        skipSpace();
        return closed && token ? value.toString() : "";
    }

    /** Goes to the end of this offer: commas within quotes do not end it. */
    private void skipToComma() {
        while (!atEnd() && !peek(',')) {
            if (peek('"')) {
                quoted();
            } else {
                at++;
            }
        }
    }

    private void skipSpace() {
        while (peek(' ') || peek('\t')) {
            at++;
        }
    }

    private boolean skip(char sign) {
        if (!peek(sign)) {
            return false;
        }
        at++;
        return true;
    }

    private boolean peek(char sign) {
        return !atEnd() && line.charAt(at) == sign;
    }

    private boolean atEnd() {
        return at >= line.length();
    }

    private static boolean isTokenSign(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || TOKEN_SIGNS.indexOf(c) >= 0;
    }
}
