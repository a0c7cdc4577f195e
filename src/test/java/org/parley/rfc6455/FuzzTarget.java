package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Recorder.LIMIT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** What is spoiled, and what must hold of it all the same. Whatever else is thrown is a fault. */
enum FuzzTarget {
    /** Frames: a decoder tells the same however they are cut, nothing after an end, and holds little. */
    SESSIONS {
        @Override
        void run(Random random) {
            byte[] good = Session.random(random.nextLong(), 5).bytes();
            decode(new Spoiling(random).spoil(good), random, null);
        }
    },

    /** The same for compressed messages, with the window kept or not. */
    COMPRESSED {
        @Override
        void run(Random random) {
            Deflate agreed = new Deflate(true, random.nextBoolean(), 15, 15, "");
            decode(new Spoiling(random).spoil(compressed(random)), random, agreed);
        }
    },

    /** Handshakes: accepted, or refused with a status of the table. */
    REQUESTS {
        @Override
        void run(Random random) {
            String[] values = {
                "GET", "HTTP/1.1", "host", "websocket", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ==", ", ,"
            };
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(values.length);
                values[at] = spoiled(values[at] + " ", random);
            }
            int status = answer(values, 1 + random.nextInt(50) / 49).status();
            assertTrue(List.of(101, 400, 405, 426).contains(status), () -> "status " + status);
        }
    },

    /** Offers of extensions: whatever is agreed on is within what may be. */
    OFFERS {
        @Override
        void run(Random random) {
            String offer = spoiled(OFFERED.get(random.nextInt(OFFERED.size())), random);
            Deflate.choose(List.of(offer), new Deflate.Terms(true, true, 8)).ifPresent(agreed -> {
                assertTrue(agreed.serverWindowBits() >= 8 && agreed.serverWindowBits() <= 15, offer);
                assertTrue(agreed.clientWindowBits() >= 8 && agreed.clientWindowBits() <= 15, offer);
                assertTrue(agreed.response().matches("permessage-deflate(; [a-z_]+(=[0-9]+)?)*"), offer);
            });
        }
    };

    private static final List<String> OFFERED = List.of(
            "permessage-deflate",
            "permessage-deflate; client_max_window_bits",
            "foo; a=\"b, \\\"c\", permessage-deflate; server_max_window_bits=10; client_no_context_takeover",
            "permessage-deflate; server_max_window_bits=\"9\"; server_no_context_takeover, permessage-deflate");
    private static final List<String> NAMES =
            List.of("Host", "Upgrade", "Connection", "Sec-WebSocket-Version", "Sec-WebSocket-Key");

    /** What a decoder holds beside messages when they are compressed: an inflater, and the window twice. */
    private static final int INFLATING = 128 * 1024;

    /** Tries once. */
    abstract void run(Random random);

    private static void decode(byte[] bytes, Random random, Deflate agreed) {
        byte[][] pieces = Session.cut(bytes, sizes(random));
        List<String> told = Recorder.decode(LIMIT, agreed, pieces);
        assertEquals(Recorder.decode(LIMIT, agreed, bytes), told);
        assertTrue(told.stream().limit(Math.max(0, told.size() - 1)).noneMatch(FuzzTarget::isLast));
        assertMemoryIsBounded(pieces, agreed);
    }

    private static void assertMemoryIsBounded(byte[][] pieces, Deflate agreed) {
        Decoder decoder = new Decoder(LIMIT, agreed, new Recorder());
        long arrived = 0;
        for (byte[] piece : pieces) {
            decoder.receive(piece, 0, piece.length);
            arrived += piece.length;
            long most = agreed == null ? arrived : LIMIT + INFLATING;
            assertTrue(decoder.buffered() <= 2 * Math.min(most, LIMIT + Frames.MOST_CONTROL + INFLATING));
            assertTrue(!decoder.isStopped() || decoder.buffered() == 0);
        }
        decoder.stop();
    }

    private static boolean isLast(String line) {
        return line.startsWith("failed") || line.startsWith("closed");
    }

    private static List<Integer> sizes(Random random) {
        int most = 1 + random.nextInt(random.nextBoolean() ? 10 : 5000);
        return random.ints(10, 1, most + 1).boxed().toList();
    }

    private static byte[] compressed(Random random) {
        Deflater deflater = new Deflater(random.nextInt(10), true);
        List<byte[]> frames = new ArrayList<>();
        for (int message = 0; message < 4; message++) {
            byte[][] parts = Session.cut(deflated(deflater, random), sizes(random));
            for (int i = 0; i < parts.length; i++) {
                int first = (i == 0 ? 0x41 + random.nextInt(2) : 0) | (i == parts.length - 1 ? 0x80 : 0);
                frames.add(Bytes.clientFrame(first, parts[i], new Spoiling(random).noise(4)));
            }
        }
        deflater.end();
        return Bytes.join(frames);
    }

    private static byte[] deflated(Deflater deflater, Random random) {
        byte[] words =
                Bytes.utf8("村长 says ".repeat(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 50)) + random.nextInt());
        byte[] out = new byte[words.length + words.length / 100 + 100];
        deflater.setInput(words);
        int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        return Arrays.copyOf(out, count - 4);
    }

    private static String spoiled(String text, Random random) {
        return new String(new Spoiling(random).spoil(Bytes.utf8(text)), StandardCharsets.ISO_8859_1);
    }

    private static Handshake answer(String[] values, int lines) {
        return Handshake.answer(
                values[0].trim(),
                values[1].trim(),
                name -> Stream.generate(() -> values[NAMES.contains(name) ? 2 + NAMES.indexOf(name) : 7])
                        .limit(lines)
                        .toList(),
                Set.of("parley"));
    }
}
