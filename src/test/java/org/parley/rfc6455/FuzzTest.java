package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Recorder.LIMIT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Spoils good sessions and requests at random: nothing but the protocol's own errors may come out, and memory stays
 * bounded. It runs for a second a test, or as many as the system property {@code parley.fuzz.seconds} says. A failure
 * names its seed, which belongs into {@link #KEPT} once the fault is mended.
 */
class FuzzTest {
    /** Seeds that once failed, and a few that never did. */
    private static final List<Long> KEPT = List.of(0L, 1L, -1L, 6455L);

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("parley.fuzz.seconds", 1));

    @Test
    void spoiledSessionsEndInViolationsOrDoNotEndButNothingElseHappens() {
        fuzz(seed -> {
            Random random = new Random(seed);
            byte[] bytes = Session.random(seed, 5).bytes();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = spoil(bytes, random);
            }
            byte[][] pieces = Session.cut(bytes, sizes(random));
            List<String> told = Recorder.decode(LIMIT, pieces);
            assertEquals(Recorder.decode(LIMIT, bytes), told);
            assertTrue(told.stream().limit(Math.max(0, told.size() - 1)).noneMatch(FuzzTest::isLast));
            assertMemoryIsBounded(pieces);
        });
    }

    @Test
    void spoiledRequestsAreAcceptedOrRefused() {
        fuzz(seed -> {
            Random random = new Random(seed);
            String[] values = {
                "GET", "HTTP/1.1", "host", "websocket", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ==", ", ,"
            };
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(values.length);
                byte[] spoiled = spoil(Bytes.utf8(values[at] + " "), random);
                values[at] = new String(spoiled, StandardCharsets.ISO_8859_1);
            }
            int status = answer(values, 1 + random.nextInt(50) / 49).status();
            assertTrue(List.of(101, 400, 405, 426).contains(status));
        });
    }

    private static Handshake answer(String[] values, int lines) {
        List<String> names = List.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key");
        return Handshake.answer(
                values[0].trim(),
                values[1].trim(),
                name -> Stream.generate(() -> values[names.contains(name) ? 2 + names.indexOf(name) : 7])
                        .limit(lines)
                        .toList(),
                Set.of("parley"));
    }

    private static void assertMemoryIsBounded(byte[][] pieces) {
        Decoder decoder = new Decoder(LIMIT, new Recorder());
        long arrived = 0;
        for (byte[] piece : pieces) {
            decoder.receive(piece, 0, piece.length);
            arrived += piece.length;
            assertTrue(decoder.buffered() <= 2 * Math.min(arrived, LIMIT + Frames.MOST_CONTROL));
            assertTrue(!decoder.isStopped() || decoder.buffered() == 0);
        }
    }

    private static boolean isLast(String line) {
        return line.startsWith("failed") || line.startsWith("closed");
    }

    private static List<Integer> sizes(Random random) {
        int most = 1 + random.nextInt(random.nextBoolean() ? 10 : 5000);
        return random.ints(10, 1, most + 1).boxed().toList();
    }

    private static byte[] spoil(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] middle = Arrays.copyOfRange(bytes, at, end);
        byte[] tail = Arrays.copyOfRange(bytes, end, bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.join(head, tail, new byte[1]);
            case 1 -> Bytes.join(head, middle, middle, tail);
            case 2 -> Bytes.join(head, noise(random, end - at), tail);
            default -> flipped(bytes, at, random.nextInt(8));
        };
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) (1 << bit);
        return other;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static void fuzz(LongConsumer run) {
        long end = System.nanoTime() + TIME.toNanos();
        Random random = new Random();
        for (int i = 0; i < KEPT.size() || System.nanoTime() < end; i++) {
            long seed = i < KEPT.size() ? KEPT.get(i) : random.nextLong();
            try {
                run.accept(seed);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + "L", e);
            }
        }
    }
}
