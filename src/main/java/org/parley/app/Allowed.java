package org.parley.app;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values that a setting may have.
 *
 * @param type the component's
 * @param range {@code first..last}, or empty
 */
record Allowed(Class<?> type, String range) {

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18})([A-Za-z]*)");

    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    /** What a component of {@link Settings} may be. */
    static Allowed by(RecordComponent component) {
        return new Allowed(component.getType(), SettingsReader.about(component).in());
    }

    /**
     * The value that is written so.
     *
     * @throws IllegalArgumentException if nothing is, or it lies outside the range
     * @throws ArithmeticException if it is too large for its type
     */
    Object read(String text) {
        Object value = parse(text);
        if (!range.isEmpty()) {
            String[] ends = range.split("\\.\\.");
            if (compare(value, parse(ends[0])) < 0 || compare(value, parse(ends[1])) > 0) {
                throw new IllegalArgumentException(text);
            }
        }
        return value;
    }

    /** The allowed values in words. */
    @Override
    public String toString() {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" or "));
        }
        if (type == Path.class) {
            return "a path";
        }
        return range.isEmpty() ? "any text" : range;
    }

    private Object parse(String text) {
        if (type == int.class) {
            return Math.toIntExact(quantity(text, BYTES));
        }
        if (type == long.class) {
            return quantity(text, BYTES);
        }
        if (type == Duration.class) {
            return Duration.ofMillis(quantity(text, MILLIS));
        }
        if (type == Path.class) {
            return path(text);
        }
        return type == String.class ? text : word(text);
    }

    private static long quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(text);
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        boolean below = text.equals("~") || text.startsWith("~/");
        return Path.of(below ? System.getProperty("user.home") + text.substring(1) : text)
                .toAbsolutePath()
                .normalize();
    }

    private Object word(String text) {
        Object[] words = type.isEnum() ? type.getEnumConstants() : new Object[] {true, false};
        return Arrays.stream(words)
                .filter(word -> word.toString().equals(text.toUpperCase(Locale.ROOT))
                        || word.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    @SuppressWarnings("unchecked") // both were parsed as the same type, and those with a range compare with themselves
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }
}
