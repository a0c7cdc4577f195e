package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.hex;
import static org.parley.rfc6455.Bytes.utf8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompressorTest {
    private static final byte[] HELLO = utf8("Hello");

    @Test
    void aMessageIsCompressedAsTheRfcHasIt() {
        try (Compressor compressor = new Compressor(true, 15)) {
            assertArrayEquals(hex("c1 07 f248cdc9c90700"), compressor.text(HELLO, 0, 5));
            assertArrayEquals(hex("c2 01 00"), compressor.binary(HELLO, 0, 0));
            assertArrayEquals(hex("c1 01 00"), compressor.text(HELLO, 5, 0));
            assertTrue(compressor.text(HELLO, 0, 5).length < 2 + 7, "it does not refer to the message before");
        }
    }

    @Test
    void withoutTakeoverNoMessageRefersToAnother() {
        try (Compressor compressor = new Compressor(false, 15)) {
            assertArrayEquals(hex("c1 07 f248cdc9c90700"), compressor.text(HELLO, 0, 5));
            assertArrayEquals(hex("c1 07 f248cdc9c90700"), compressor.text(HELLO, 0, 5));
        }
    }

    @Test
    void withTakeoverSmallMessagesShareASmallWindowUntilItIsFull() {
        byte[] message = new byte[100];
        new Random(1).nextBytes(message);
        try (Compressor compressor = new Compressor(true, 8)) {
            compressor.binary(message, 0, 100);
            assertTrue(compressor.binary(message, 0, 100).length < 20);
            assertTrue(compressor.binary(message, 0, 100).length > 50, "it refers further back than its window");
        }
    }

    @Test
    void afterTheEndItIsOfNoUse() {
        Compressor compressor = new Compressor(true, 15);
        compressor.text(HELLO, 0, 5);
        compressor.close();
        compressor.close();
        assertThrows(IllegalStateException.class, () -> compressor.text(HELLO, 0, 5));
    }

    /** As a client would, whose window is of the size agreed on: nothing in Java inflates with less than 32 KiB. */
    @Property(tries = 300)
    void noMessageRefersBackFurtherThanTheWindow(
            @ForAll("messages") List<byte[]> messages, @ForAll("bits") int bits, @ForAll boolean takeover) {
        try (Compressor compressor = new Compressor(takeover, bits)) {
            Inflating client = new Inflating(takeover, 1 << bits);
            for (byte[] message : messages) {
                assertArrayEquals(message, client.message(compressor.binary(message, 0, message.length)));
            }
        }
    }

    @Property(tries = 200)
    void whatAClientCompressesIsInflatedHoweverItIsCut(
            @ForAll("messages") List<byte[]> messages,
            @ForAll boolean takeover,
            @ForAll("sizes") List<Integer> sizes,
            @ForAll("levels") int level) {
        byte[] all = Bytes.join(clientFrames(messages, takeover, level, sizes));
        List<String> told = messages.stream()
                .map(message -> "binary " + HexFormat.of().formatHex(message))
                .collect(Collectors.toList());
        Deflate agreed = new Deflate(true, takeover, 15, 15, "");
        assertEquals(told, Recorder.decode(Recorder.LIMIT, agreed, Session.cut(all, sizes)));
        assertEquals(told, Recorder.decode(Recorder.LIMIT, agreed, all));
    }

    /**
     * The RFC leaves it open what becomes of a client that refers further back than it said. Of the message before, no
     * more is kept than that; within a message Java's inflater knows no smaller window than 32 KiB.
     */
    @Test
    void aClientThatBreaksItsWindowIsRefusedOrRightlyUnderstood() {
        byte[] message = new byte[600];
        new Random(1).nextBytes(message);
        byte[] twice = Bytes.join(message, message);
        String told = "binary " + HexFormat.of().formatHex(message);
        String refused = Recorder.failure(Violation.NOT_DEFLATED);
        List<Integer> whole = List.of(2000);
        byte[] two = Bytes.join(clientFrames(List.of(message, message), true, 6, whole));
        byte[] one = Bytes.join(clientFrames(List.of(twice), true, 6, whole));
        assertTrue(two.length < 700 && one.length < 700, "there are no such references");
        assertEquals(List.of(told, refused), Recorder.decode(Recorder.LIMIT, window(9), two));
        assertEquals(List.of(told, told), Recorder.decode(Recorder.LIMIT, window(10), two));
        assertEquals(
                List.of("binary " + HexFormat.of().formatHex(twice)), Recorder.decode(Recorder.LIMIT, window(9), one));
    }

    private static Deflate window(int clientBits) {
        return new Deflate(true, true, 15, clientBits, "");
    }

    /** Messages deflated by the JDK and cut into frames of these sizes. */
    private static List<byte[]> clientFrames(List<byte[]> messages, boolean takeover, int level, List<Integer> sizes) {
        Deflater deflater = new Deflater(level, true);
        List<byte[]> frames = new ArrayList<>();
        for (byte[] message : messages) {
            byte[] out = new byte[message.length + message.length / 100 + 100];
            deflater.setInput(message);
            int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            byte[][] parts = Session.cut(message.length == 0 ? new byte[1] : Arrays.copyOf(out, count - 4), sizes);
            for (int i = 0; i < parts.length; i++) {
                int first = (i == 0 ? 0x42 : 0) | (i == parts.length - 1 ? 0x80 : 0);
                frames.add(Bytes.clientFrame(first, parts[i], hex("37fa213d")));
            }
            if (!takeover) {
                deflater.reset();
            }
        }
        deflater.end();
        return frames;
    }

    /** Texts that repeat themselves at many distances, and noise. */
    @Provide
    Arbitrary<List<byte[]>> messages() {
        Arbitrary<byte[]> message = Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 255, 256, 257, 512, 4096, 32767, 32768, 32769),
                        Arbitraries.integers().between(0, 70_000))
                .flatMap(length -> Arbitraries.longs().map(seed -> message(length, new Random(seed))));
        return message.list().ofMinSize(1).ofMaxSize(6);
    }

    private static byte[] message(int length, Random random) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        int from = random.nextInt(length + 1);
        while (from < length) {
            int distance = 1 + random.nextInt(Math.min(40_000, from + 1));
            int end = Math.min(length, from + 1 + random.nextInt(300));
            for (; from < end; from++) {
                message[from] = from < distance ? 7 : message[from - distance];
            }
        }
        return message;
    }

    @Provide
    Arbitrary<Integer> bits() {
        return Arbitraries.integers().between(8, 15);
    }

    @Provide
    Arbitrary<Integer> levels() {
        return Arbitraries.integers().between(0, 9);
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.integers().between(1, 9000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Test
    void allSizesAtAllWindowsComeBack() {
        for (int bits : IntStream.rangeClosed(8, 15).toArray()) {
            try (Compressor compressor = new Compressor(true, bits)) {
                Inflating client = new Inflating(true, 1 << bits);
                for (int length = 0; length < 1200; length += length < 300 ? 1 : 37) {
                    byte[] message = message(length, new Random(length));
                    assertArrayEquals(message, client.message(compressor.binary(message, 0, length)));
                }
            }
        }
    }
}
