package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.rfc6455.Bytes.clientFrame;
import static org.parley.rfc6455.Bytes.hex;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Counts what the test's own thread allocates, which is exact, where the heap as a whole is not. */
class MemoryTest {
    private static final int LIMIT = 16 * 1024 * 1024;
    private static final byte[] KEY = hex("37fa213d");

    private final Decoder decoder = new Decoder(LIMIT, new Deaf());

    @Test
    void anIdleConnectionTakesAFractionOfAKibibyte() {
        List<Object> kept = new ArrayList<>(4000);
        long allocated = allocatedBy(unused -> {
            for (int i = 0; i < 1000; i++) {
                kept.add(new Decoder(LIMIT, new Deaf()));
                kept.add(new Closing());
            }
        });
        assertTrue(allocated / 1000 < 256, () -> allocated / 1000 + " bytes for each connection");
    }

    @Test
    void betweenMessagesNothingIsHeld() {
        for (byte[] frame : List.of(
                clientFrame(0x81, Bytes.filled(1000, 65), KEY),
                clientFrame(0x82, Bytes.filled(70000, 65), KEY),
                clientFrame(0x89, Bytes.filled(125, 65), KEY))) {
            decoder.receive(frame, 0, 100);
            assertTrue(decoder.buffered() > 0);
            decoder.receive(frame, 100, frame.length - 100);
            assertEquals(0, decoder.buffered());
        }
    }

    @Test
    void anAnnouncedLengthReservesNothing() {
        byte[] header = hex("82 fe f000 00000000 41");
        long allocated = allocatedBy(decoder -> decoder.receive(header, 0, header.length));
        assertTrue(allocated < 256, () -> allocated + " bytes");
        assertEquals(1, decoder.buffered());
    }

    @Test
    void ofAPartialMessageAtMostTwiceWhatArrivedIsHeld() {
        byte[] frame = clientFrame(0x02, Bytes.filled(100_000, 65), KEY);
        for (int i = 0; i < frame.length; i++) {
            decoder.receive(frame, i, 1);
            assertTrue(decoder.buffered() <= 2 * Math.max(0, i - 13));
        }
    }

    @Test
    void aMessageOverTheLimitIsRefusedBeforeItIsHeld() {
        byte[] header = hex("82 ff 0000000001000001 00000000 41");
        long allocated = allocatedBy(decoder -> decoder.receive(header, 0, header.length));
        assertTrue(decoder.isStopped());
        assertTrue(allocated < 1024, () -> allocated + " bytes");
    }

    @Test
    void stoppingLetsGoOfAPartialMessage() {
        byte[] part = hex("01 82 00000000 4142");
        decoder.receive(part, 0, part.length);
        assertEquals(2, decoder.buffered());
        decoder.stop();
        assertEquals(0, decoder.buffered());
    }

    @Test
    void aMessageCostsItsBytesAndLittleMore() {
        byte[] frame = clientFrame(0x82, Bytes.filled(1000, 65), KEY);
        byte[] segment = Bytes.join(Collections.nCopies(1000, frame));
        long allocated = allocatedBy(decoder -> decoder.receive(segment, 0, segment.length));
        assertTrue(allocated / 1000 <= 1000 + 16 + 24 + 8, () -> allocated / 1000 + " bytes for each message");
    }

    /** Section 7.2.2 of RFC 7692 inflates; a thousandfold is what deflate can do. */
    @Test
    void aBombCostsTheLimitAndNotWhatItWouldInflateTo() {
        byte[] bomb = clientFrame(0xC2, bomb(16 * LIMIT), KEY);
        Decoder victim = new Decoder(100_000, new Deflate(true, true, 15, 15, ""), new Deaf());
        long allocated = allocatedBy(unused -> victim.receive(bomb, 0, 8192));
        assertTrue(victim.isStopped());
        assertEquals(0, victim.buffered());
        assertTrue(allocated < 300_000, () -> allocated + " bytes");
    }

    @Test
    void ofACompressedMessageAtMostTwiceWhatCameOutOfTheInflaterIsHeldAndTheInflater() {
        byte[] frame = clientFrame(0xC2, bomb(LIMIT), KEY);
        Decoder receiving = new Decoder(LIMIT, new Deflate(true, true, 15, 15, ""), new Deaf());
        for (int i = 0; i < 100; i++) {
            receiving.receive(frame, i, 1);
            int arrived = Math.max(0, i - 13);
            assertTrue(receiving.buffered() <= Decompressor.INFLATER + 2 * 1032 * Math.max(1, arrived));
            assertTrue(arrived == 0 || receiving.buffered() > Decompressor.INFLATER, "the inflater is not counted");
        }
    }

    @Test
    void betweenCompressedMessagesOnlyTheWindowIsHeld() {
        byte[] frame = clientFrame(0xC2, bomb(100_000), KEY);
        for (boolean takeover : new boolean[] {false, true}) {
            Decoder receiving = new Decoder(LIMIT, new Deflate(true, takeover, 15, 12, ""), new Deaf());
            receiving.receive(frame, 0, frame.length);
            assertEquals(takeover ? 4096 : 0, receiving.buffered());
            receiving.stop();
            assertEquals(0, receiving.buffered());
        }
    }

    @Test
    void emptyBlocksWithoutEndAreRefusedByTheirLength() {
        int most = 2 * 20_000 + 1024;
        for (int announced : new int[] {most, most + 1}) {
            byte[] header = hex("c2 fe %04x 00000000".formatted(announced));
            Decoder victim = new Decoder(20_000, new Deflate(true, true, 15, 15, ""), new Deaf());
            victim.receive(header, 0, header.length);
            assertEquals(announced > most, victim.isStopped(), announced + " bytes");
        }
    }

    private static byte[] bomb(int length) {
        try (Compressor compressor = new Compressor(false, 15)) {
            byte[] frame = compressor.binary(new byte[length], 0, length);
            int header = frame[1] == 126 ? 4 : frame[1] == 127 ? 10 : 2;
            return Arrays.copyOfRange(frame, header, frame.length);
        }
    }

    /** What a use of {@link #decoder} allocates; the first use, of another one, is for what only happens once. */
    private long allocatedBy(Consumer<Decoder> use) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        use.accept(new Decoder(LIMIT, new Deaf()));
        long before = threads.getCurrentThreadAllocatedBytes();
        use.accept(decoder);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
