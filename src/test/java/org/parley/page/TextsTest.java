package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of texts is complete: in both languages, and for whatever the pages ask of it. */
class TextsTest {
    private static final Path APP = Sources.WEBAPP.resolve("app");
    private static final List<Path> CATALOGUES =
            List.of(APP.resolve("texts.js"), APP.resolve("lab/texts.js"), APP.resolve("lab/doctor/texts.js"));
    private static final Pattern ENTRY = Pattern.compile("^  '([^']+)': \\['(.*)', '(.*)'],$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern WORDS = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
    private static final Pattern NAME =
            Pattern.compile("(['`])([a-z]+(?:\\.[a-z0-9-]+)*\\.(?:[a-z0-9-]+|\\$\\{.*?}))\\1");
    private static final Pattern IDEOGRAPH = Pattern.compile("\\p{IsHan}");

    private final Map<String, String[]> texts = catalogue();

    private static String read() {
        return CATALOGUES.stream().map(Sources::read).collect(Collectors.joining());
    }

    private static Map<String, String[]> catalogue() {
        Map<String, String[]> texts = new TreeMap<>();
        for (MatchResult entry : ENTRY.matcher(read()).results().toList()) {
            String[] both = {entry.group(2), entry.group(3)};
            assertEquals(null, texts.put(entry.group(1), both), entry.group(1) + " stands twice");
        }
        return texts;
    }

    @Test
    void everyLineOfTheCatalogueIsAnEntry() {
        long lines = read().lines().filter(line -> line.startsWith("  ")).count();
        assertEquals(lines, texts.size());
        assertTrue(texts.size() > 100, "the catalogue was not read");
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        texts.forEach((key, both) -> {
            assertFalse(both[0].isBlank(), key + " in English");
            assertFalse(IDEOGRAPH.matcher(both[0]).find(), key + " in English");
            assertFalse(both[1].isBlank(), key + " in Chinese");
            boolean name = both[0].equals(both[1]);
            assertTrue(name || IDEOGRAPH.matcher(both[1]).find(), key + " in Chinese");
        });
    }

    @Test
    void bothLanguagesHaveTheSamePlaces() {
        texts.forEach((key, both) -> assertEquals(places(both[0]), places(both[1]), key));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatThePagesAskForIsThere() {
        for (Path module : modules()) {
            NAME.matcher(Sources.read(module))
                    .results()
                    .map(name -> name.group(2))
                    .filter(this::isOfTheCatalogue)
                    .forEach(key -> assertTrue(isThere(key), module.getFileName() + " asks for " + key));
        }
    }

    private boolean isOfTheCatalogue(String name) {
        String area = name.substring(0, name.indexOf('.') + 1);
        return texts.keySet().stream().anyMatch(key -> key.startsWith(area));
    }

    /** A name that goes on with a value, {@code `down.${reason}`}, stands for all that begin like it. */
    private boolean isThere(String name) {
        int value = name.indexOf("${");
        if (value >= 0) {
            return texts.keySet().stream().anyMatch(key -> key.startsWith(name.substring(0, value)));
        }
        return texts.containsKey(name) || (texts.containsKey(name + ".one") && texts.containsKey(name + ".many"));
    }

    @Test
    void nothingInTheCatalogueIsForgotten() {
        Set<String> named = modules().stream()
                .map(Sources::read)
                .flatMap(TextsTest::namesIn)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> forgotten = new TreeSet<>(texts.keySet());
        forgotten.removeIf(key -> named.contains(key.replaceFirst("\\.(one|many)$", "")) || isComposed(key));
        assertEquals(Set.of(), forgotten);
    }

    /** Their last part comes from the protocol: a code, a reason, a transport. */
    private static boolean isComposed(String key) {
        return Stream.of(
                        "problem.",
                        "down.",
                        "transport.",
                        "missed.",
                        "lab.",
                        "compare.",
                        "doctor.",
                        "reports.",
                        "here.")
                .anyMatch(key::startsWith);
    }

    private static Stream<String> namesIn(String source) {
        return WORDS.matcher(source).results().map(MatchResult::group);
    }

    private static Set<Path> modules() {
        Set<Path> modules = new TreeSet<>(Sources.below(APP, ".js"));
        CATALOGUES.forEach(modules::remove);
        return modules;
    }
}
