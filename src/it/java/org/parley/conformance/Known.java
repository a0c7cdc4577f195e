package org.parley.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a container's endpoint is known to do otherwise: a file with a line for each case, or for several by a pattern
 * in which {@code *} stands for anything:
 *
 * <pre>
 *   text.at-once.*      only the end of the frame shows it
 *   ? close.tcp.reset   a reset may overtake the Close frame
 * </pre>
 *
 * A question mark means that it happens now and then; without one it must happen each time.
 */
final class Known {
    private static final Known NOTHING = new Known(List.of());

    private final List<Deviation> deviations;

    /**
     * A line of the file.
     *
     * @param sometimes whether it may also be as it should
     * @param words what happens instead
     */
    record Deviation(String pattern, boolean sometimes, String words) {
        private static Deviation parse(String line) {
            boolean sometimes = line.startsWith("?");
            String[] parts = line.substring(sometimes ? 1 : 0).strip().split("\\s+", 2);
            return new Deviation(parts[0], sometimes, parts[1]);
        }

        private boolean matches(String id) {
            return id.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
        }
    }

    private Known(List<Deviation> deviations) {
        this.deviations = deviations;
    }

    /** Reads {@code NAME.txt}, a resource of this package. */
    static Known of(String name) {
        try (InputStream in = Known.class.getResourceAsStream(name + ".txt")) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return new Known(lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Deviation::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, or nothing where there is no such file. */
    static Known ifAny(String name) {
        return isThere(name) ? of(name) : NOTHING;
    }

    /** Whether there is such a file. */
    static boolean isThere(String name) {
        return Known.class.getResource(name + ".txt") != null;
    }

    /** What is known about this case. */
    Optional<Deviation> about(Case one) {
        return deviations.stream()
                .filter(deviation -> deviation.matches(one.id()))
                .findFirst();
    }

    /** Patterns that stand for none of these cases: they are out of date. */
    List<String> strangers(List<Case> cases) {
        return deviations.stream()
                .map(Deviation::pattern)
                .filter(pattern -> cases.stream().noneMatch(one -> new Deviation(pattern, false, "").matches(one.id())))
                .toList();
    }
}
