package org.parley.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * One place that settings come from.
 *
 * @param values what it says, by the settings' names ({@code message.max.bytes})
 * @param spelling how such a name is written there, with the place: {@code environment variable
 *     PARLEY_MESSAGE_MAX_BYTES}
 */
record Source(Map<String, String> values, UnaryOperator<String> spelling) {

    private static final String PREFIX = "parley.";

    /** The variables that begin with {@code PARLEY_}. */
    static Source environment(Map<String, String> variables) {
        Map<String, String> dotted = new LinkedHashMap<>();
        variables.forEach((name, value) -> dotted.put(undo(name, '_'), value));
        return new Source(
                ours(dotted),
                name -> "environment variable "
                        + (PREFIX + name).replace('.', '_').toUpperCase(Locale.ROOT));
    }

    /** The properties that begin with {@code parley.}. */
    static Source systemProperties(Properties properties) {
        return new Source(ours(strings(properties)), name -> "system property " + PREFIX + name);
    }

    /** The web application's parameters that begin with {@code parley.}. */
    static Source contextParameters(Map<String, String> parameters) {
        return new Source(ours(parameters), name -> "context parameter " + PREFIX + name);
    }

    /**
     * Options, {@code --message-max-bytes 4KiB} or {@code --message-max-bytes=4KiB}.
     *
     * @throws StartException if something is not an option, or has no value
     */
    static Source commandLine(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String[] option = arguments.get(i).split("=", 2);
            if (!option[0].matches("--[a-z][a-z-]*")) {
                throw new StartException("\"" + option[0] + "\" is not an option; --help lists them");
            }
            if (option.length == 1 && i + 1 == arguments.size()) {
                throw new StartException("option " + option[0] + " needs a value");
            }
            String value = option.length == 2 ? option[1] : arguments.get(++i);
            values.put(undo(option[0].substring(2), '-'), value);
        }
        return new Source(values, name -> "option --" + name.replace('.', '-'));
    }

    /**
     * A file of lines {@code message.max.bytes = 4KiB}, which need not exist.
     *
     * @throws StartException if it exists and cannot be read
     */
    static Source file(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            // Most installations have none.
        } catch (IOException | IllegalArgumentException e) {
            if (Files.exists(path)) {
                throw new StartException(path + " cannot be read: " + e.getMessage());
            }
        }
        return new Source(strings(properties), name -> path + ": " + name);
    }

    /** These settings as the context parameters that {@link #contextParameters} reads. */
    Map<String, String> asContextParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        values.forEach((name, value) -> parameters.put(PREFIX + name, value));
        return parameters;
    }

    private static String undo(String name, char separator) {
        return name.replace(separator, '.').toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> strings.put(name, properties.getProperty(name)));
        return strings;
    }

    private static Map<String, String> ours(Map<String, String> all) {
        Map<String, String> ours = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.startsWith(PREFIX + "tests.")) {
                ours.put(name.substring(PREFIX.length()), value);
            }
        });
        return ours;
    }
}
