package org.parley.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing JSON. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    /** What the quick decoder writes for what is not UTF-8; somebody may have sent it as such. */
    private static final char REPLACEMENT = '\uFFFD';

    private Json() {}

    /**
     * Reads one JSON value. Throws {@link Refused} when the bytes are not one in UTF-8, or one that is nested too
     * deeply or holds too long a number. The decoding is strict, as the parser's own takes overlong forms and guesses
     * other encodings.
     */
    public static JsonNode read(byte[] utf8) {
        try {
            return MAPPER.readTree(decode(utf8));
        } catch (StreamConstraintsException e) {
            throw Fields.malformed("body", "The body is nested too deeply, or holds too long a number or name.");
        } catch (CharacterCodingException | JacksonException e) {
            throw Fields.malformed("body", "The body is not JSON in UTF-8.");
        }
    }

    private static String decode(byte[] utf8) throws CharacterCodingException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(utf8))
                        .toString();
    }

    /** Fields of an object, whole numbers as {@link Long}. Throws {@link JacksonException}. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> fields(String text) {
        return MAPPER.readerFor(LinkedHashMap.class)
                .with(DeserializationFeature.USE_LONG_FOR_INTS)
                .readValue(text);
    }

    /** Writes strings, numbers, booleans, lists, maps and records as JSON text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A string as JSON text; quickly, where nothing of it has to be escaped. */
    static String text(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\')
                ? '"' + value + '"'
                : MAPPER.writeValueAsString(value);
    }

    /** The same in UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Fields in the order given: names and values by turns; a null value leaves its field out. */
    public static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return fields;
    }

    /** Bytes, one after the other. */
    static byte[] join(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
