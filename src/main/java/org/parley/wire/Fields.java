package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.parley.log.Answer.Refusal;
import org.parley.log.Code;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object that somebody sent; what is wrong with them is said by name. */
public final class Fields {
    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    /** Reads an object. Throws {@link Refused} when the bytes are not one. */
    public static Fields read(byte[] utf8) {
        return of(Json.read(utf8));
    }

    static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("body", "The body is not a JSON object.");
        }
        return new Fields(node);
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A text of so many UTF-8 bytes at most. Throws {@link Refused}. */
    public String text(String name, int maxBytes) {
        JsonNode value = object.get(name);
        if (value == null || !value.isString()) {
            throw malformed(name, name + " must be a string.");
        }
        String text = value.stringValue();
        if (text.indexOf(0) >= 0 || hasHalfPair(text)) {
            throw malformed(name, name + " holds a character that can't be stored: NUL, or half of a surrogate pair.");
        }
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw tooLong(name, maxBytes);
        }
        return text;
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** The same, with a value for when the field is missing. */
    public String text(String name, int maxBytes, String otherwise) {
        return has(name) ? text(name, maxBytes) : otherwise;
    }

    /** A whole number of at least 0. Throws {@link Refused}. */
    public long number(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw malformed(name, name + " must be a whole number of at least 0.");
        }
        return value.longValue();
    }

    /** Whether a field is true; a missing one is not. Throws {@link Refused} when it is no boolean. */
    public boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isBoolean()) {
            throw malformed(name, name + " must be true or false.");
        }
        return value != null && value.booleanValue();
    }

    /** A list of so many objects at most. Throws {@link Refused}. */
    public List<Fields> objects(String name, int most) {
        JsonNode value = object.get(name);
        if (value == null
                || !value.isArray()
                || value.size() > most
                || !value.valueStream().allMatch(JsonNode::isObject)) {
            throw malformed(name, name + " must be a list of at most " + most + " objects.");
        }
        return value.valueStream().map(Fields::new).toList();
    }

    JsonNode node() {
        return object;
    }

    /** What to throw about a field. */
    public static Refused malformed(String field, String message) {
        return new Refused(Refusal.of(Code.MALFORMED, field, message));
    }

    /** What to throw about something that exceeds its limit, in bytes. */
    public static Refused tooLong(String field, long limit) {
        return new Refused(new Refusal(
                Code.TOO_LONG, field + " is longer than " + limit + " bytes.", Map.of("field", field, "limit", limit)));
    }
}
