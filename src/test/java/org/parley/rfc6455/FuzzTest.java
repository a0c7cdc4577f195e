package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Spoils good sessions, handshakes and offers at random: nothing but the protocol's own errors may come out, and memory
 * stays bounded. In an ordinary run each target gets a quarter of a second, in the long one 8 seconds, by hand as many
 * as the system property {@code parley.fuzz.seconds} says. A failure names its line for {@code fuzz-seeds.txt}, which
 * is replayed first.
 */
class FuzzTest {
    private static final String SEEDS = "fuzz-seeds.txt";

    @ParameterizedTest
    @EnumSource
    void whatIsSpoiledBreaksRulesAndNothingElse(FuzzTarget target) {
        fuzz(target, time(Duration.ofMillis(250)));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void whatIsSpoiledForLongBreaksRulesAndNothingElse(FuzzTarget target) {
        fuzz(target, time(Duration.ofSeconds(8)));
    }

    private static Duration time(Duration usual) {
        Long seconds = Long.getLong("parley.fuzz.seconds");
        return seconds == null ? usual : Duration.ofSeconds(seconds);
    }

    private static void fuzz(FuzzTarget target, Duration time) {
        long[] kept = kept(target);
        assertTrue(kept.length > 0, () -> SEEDS + " has no seed for " + target);
        LongStream.of(kept).forEach(seed -> run(target, seed));
        Random random = new Random();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            run(target, random.nextLong());
        }
    }

    private static void run(FuzzTarget target, long seed) {
        try {
            target.run(new Random(seed));
        } catch (RuntimeException | Error e) {
            String line = target + " " + seed;
            throw new AssertionError("once it is mended, add to " + SEEDS + " the line: " + line, e);
        }
    }

    private static long[] kept(FuzzTarget target) {
        try (InputStream in = FuzzTest.class.getResourceAsStream(SEEDS)) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> line.startsWith(target + " "))
                    .mapToLong(line -> Long.parseLong(
                            line.substring(target.name().length() + 1).strip()))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
