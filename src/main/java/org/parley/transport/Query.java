package org.parley.transport;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.feed.From;
import org.parley.feed.Reader;
import org.parley.identity.SignedIn;
import org.parley.log.Cursor;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/** The parameters that every transport's address takes (docs/protocol.md, Transports). */
public final class Query {
    private static final int CLIENT = 64;

    private final Lookup parameters;

    /** Finds a parameter by name; null when it is not there. */
    public interface Lookup {
        /** The first value of a parameter. */
        @Nullable
        String get(String name);
    }

    /** Reads parameters that were decoded already. */
    public Query(Lookup parameters) {
        this.parameters = parameters;
    }

    /** For whom to read. Throws {@link Refused}. */
    public Reader reader(SignedIn signedIn) {
        String client = parameters.get("client");
        if (client != null && (client.isEmpty() || client.length() > CLIENT)) {
            throw Fields.malformed("client", "client must have 1 to 64 characters.");
        }
        return new Reader(signedIn.user(), signedIn.session(), client);
    }

    /** From where to read. Throws {@link Refused}. */
    public From from() {
        return from(parameters.get("after"));
    }

    /** The same with a cursor that came another way. */
    public From from(@Nullable String after) {
        return new From(cursor(after), parameters.get("mine") == null ? null : number("mine", 0), number("now", 0));
    }

    /** A whole number. Throws {@link Refused}. */
    public long number(String name, long otherwise) {
        String text = parameters.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseUnsignedLong(text) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw Fields.malformed(name, name + " must be a whole number.");
        }
    }

    /** A parameter's text, or null. */
    public @Nullable String text(String name) {
        return parameters.get(name);
    }

    private static @Nullable Cursor cursor(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        return Cursor.parse(after).orElseThrow(() -> Fields.malformed("after", "after is not a cursor."));
    }

    /** Parameters of a request as the WebSocket API gives them. */
    public static Query of(Map<String, List<String>> parameters) {
        return new Query(name -> {
            List<String> values = parameters.get(name);
            return values == null || values.isEmpty() ? null : values.get(0);
        });
    }
}
